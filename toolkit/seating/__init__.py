"""Who sits where: rooms made and changed, drawn, and the seats of a year."""
