"""The three-hour course: what its parts say, its game, and the ways to plan that it compares."""
