"""Files in and out: rosters are read, rules and plans are read and written, lists are printed."""
