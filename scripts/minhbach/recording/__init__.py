"""A record as bytes, and the files that it rests on: what publishing, verifying and the gate have in common."""
