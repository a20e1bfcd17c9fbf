"""What the house can do: load, compute, answer. Never commits, never awaits, never speaks."""
