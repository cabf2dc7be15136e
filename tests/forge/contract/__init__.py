"""Extracts of the forges' own published descriptions of their interfaces, and what wrote them."""
