"""Results become words in the reader's language: HTML text, buttons, pages."""
