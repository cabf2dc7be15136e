"""Freezing the results of a round as a record that a stranger can recompute, and comparing it with what is there."""
