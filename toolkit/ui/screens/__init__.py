"""What the dashboard shows: widget views that read a model and tell it what was clicked."""
