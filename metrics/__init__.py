"""The nouns and the arithmetic of a store. Pure: no I/O, no SQL, no clock."""
