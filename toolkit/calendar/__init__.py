"""The school year: its school days, its school weeks, and when makkerbytte is."""
