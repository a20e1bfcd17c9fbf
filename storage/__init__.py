"""Questions to the database, one topic a file; tables; migrations."""
