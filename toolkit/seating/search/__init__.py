"""The seats of one period: which placements there are, and the best of them, proven."""
