"""Results become PNG pictures."""
