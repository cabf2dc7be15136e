"""The words of the codes that stand in files: states, statuses, origins, yes and no."""

from __future__ import annotations

from collections.abc import Mapping

from minhbach.comparison import words as comparison_words
from minhbach.diagnostics import Text
from minhbach.model.chain import ORIGIN_WORDS
from minhbach.model.submission import State
from minhbach.results import UnitStatus

STATE_TEXTS: Mapping[State, Text] = {
    State.VALUE: Text("Đã trả lời", "Answered"),
    State.MISSING: Text("Chưa trả lời", "Not answered"),
    State.NOT_APPLICABLE: Text("Không áp dụng", "Not applicable"),
    State.NOT_ASSESSED: Text("Không đánh giá trong đợt này", "Not assessed in this round"),
}

STATES: Mapping[str, Text] = {state.value: words for state, words in STATE_TEXTS.items()}

SCORED = "scored"
"""The state of a criterion that has points."""

SCORE_STATES: Mapping[str, Text] = {
    SCORED: Text("Đã chấm", "Scored"),
    **{state.value: words for state, words in STATE_TEXTS.items() if state is not State.VALUE},
}

STATUSES: Mapping[str, Text] = {
    UnitStatus.RANKED.value: Text("Được xếp hạng", "Ranked"),
    UnitStatus.NOT_SUBMITTED.value: Text("Chưa nộp số liệu", "Figures not handed in"),
    UnitStatus.NOT_ASSESSED.value: Text("Không đánh giá trong đợt này", "Not assessed in this round"),
}

ORIGINS: Mapping[str, Text] = {origin.value: words for origin, words in ORIGIN_WORDS.items()}

MEASURES: Mapping[str, Text] = {measure.value: words for measure, words in comparison_words.MEASURES.items()}

YES_NO: Mapping[str, Text] = {"true": Text("có", "yes"), "false": Text("không", "no")}


def score_state(state: State) -> str:
    return SCORED if state is State.VALUE else state.value
