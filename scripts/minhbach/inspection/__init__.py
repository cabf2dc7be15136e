"""Whom to inspect, with the reasons, and the minutes that a team fills in."""
