"""The operator's questions about figures: asking them, deciding on the answers, and who has to act."""

from minhbach.review.waiting import Party, QuestionCounts, WaitingQuestion, count_questions, party_of, waiting

__all__ = ["Party", "QuestionCounts", "WaitingQuestion", "count_questions", "party_of", "waiting"]
