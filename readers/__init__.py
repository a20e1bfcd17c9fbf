"""An uploaded file becomes trusted rows and a list of problems."""
