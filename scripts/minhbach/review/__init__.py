"""The operator's questions about figures: asking them, deciding on the answers, and who has to act."""
