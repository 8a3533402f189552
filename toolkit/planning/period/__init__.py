"""One period: what it costs, which groups are possible, and the best of them, proven."""
