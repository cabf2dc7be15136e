"""The files of a round's units: the same whoever reads them, whole again after being handed over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from minhbach import workshop
from minhbach.diagnostics import Diagnostic
from minhbach.model.submission import Answer, State
from minhbach.reading import handed_in
from minhbach.reading.parcels import Unpacker, packed
from minhbach.repository import Dataset, load
from minhbach.tree import WorkTree
from minhbach.yamlio import KeptSource, read_yaml
from tests.conftest import ROOT


def _load() -> tuple[Dataset, list[Diagnostic]]:
    dataset, report = load(WorkTree(ROOT))
    return dataset, list(report)


def test_it_does_not_matter_how_many_read(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = _load()
    monkeypatch.setattr(handed_in, "BATCH", 3)
    monkeypatch.setattr(workshop, "ALONE", 1)
    monkeypatch.setattr(workshop, "hands_here", lambda: 2)
    assert _load() == alone


def test_a_file_that_is_kept_has_the_places_of_one_that_was_read() -> None:
    path = "submissions/2019/units/huyen-ba-be/thi-tran-cho-ra.yaml"
    data = (ROOT / path).read_bytes()
    kept, whole = KeptSource(path, data), read_yaml(path, data)[0]
    assert kept.root == whole.root
    assert kept.key_location("figures", "officials") == whole.key_location("figures", "officials")
    assert kept.location("evidence") == whole.location("evidence")
    assert kept.key_location("figures", "officials").line > 3


def test_a_parcel_holds_all_of_a_submission() -> None:
    checked = 0
    for data in load(WorkTree(ROOT))[0].rounds.values():
        unpacker = Unpacker(data.criteria.figures)
        for code, submission in data.submissions.items():
            again = unpacker.submission(packed(submission), code, submission.source)
            assert again == submission
            assert list(again.answers) == list(submission.answers)
            checked += len(again.supplement) > 0
    assert checked > 0


def test_reasons_and_broken_figures_are_handed_over() -> None:
    data = load(WorkTree(ROOT))[0].rounds["2019"]
    submission = next(iter(data.submissions.values()))
    names = list(data.criteria.figures)
    answers = {names[0]: Answer(State.NOT_APPLICABLE, reason="vì không có"), **submission.answers}
    odd = replace(submission, answers=answers, broken=frozenset(names[1:3]))
    assert Unpacker(data.criteria.figures).submission(packed(odd), odd.unit, odd.source) == odd


def test_units_that_answered_alike_share_the_answer() -> None:
    data = load(WorkTree(ROOT))[0].rounds["2019"]
    by_value: dict[tuple[str, object], set[int]] = {}
    for submission in data.submissions.values():
        for name, answer in submission.answers.items():
            by_value.setdefault((name, str(answer)), set()).add(id(answer))
    assert all(len(found) == 1 for found in by_value.values())
