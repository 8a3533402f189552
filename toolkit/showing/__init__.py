"""What a class is shown: its groups on a page of their own, for a projector."""
