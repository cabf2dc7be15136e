"""Opening a round: a whole folder from an operator's tables, and a blank form for every unit."""
