"""The invented shop: what it sells, what happened to it, and the export files that tell of it."""
