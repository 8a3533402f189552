"""What the dashboard knows: traitlets models with no widgets, which the screens show."""
