"""Results become pictures and documents."""
