"""The workspace: one database that remembers what has been made and what has happened."""
