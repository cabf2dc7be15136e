"""Synthetic figures for the units of a round: plausible, correlated, with the usual flaws, fixed by a seed."""
