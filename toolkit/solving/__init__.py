"""What every search with the solver shares: its clock, its model, and conflicts in few words."""
