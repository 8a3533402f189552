"""The dashboards: ``state`` without widgets, ``screens`` of widgets, and how they are served."""
