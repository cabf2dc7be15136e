"""Forges through one small interface: GitHub and Forgejo speak REST each in its own way, behind the same questions."""
