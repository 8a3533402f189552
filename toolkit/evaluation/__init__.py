"""The yearly evaluation: its form, the counts of its answers, and what of them may be told."""
