"""The checks together: whatever a change holds they end with a verdict, and what the verdict rests on is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.changes import EXECUTABLE, FILE, LINK, SUBMODULE
from minhbach.diagnostics import Diagnostic, Severity
from minhbach.gate.authority import Area
from minhbach.gate.check import CHECKS, check, inputs_of
from minhbach.gate.documents import outcome_bytes, read_outcome
from minhbach.gate.memory import Memory
from minhbach.gate.outcome import MOST_FINDINGS, Turn, Verdict
from minhbach.gate.shape import MAX_FILES
from minhbach.tree import MAX_FILE_BYTES
from tests.cases.examples import MemoryTree, example_folders, reading_once
from tests.cases.proposals import ACCEPTED, REFUSED, ProposalExample, read_proposal
from tests.unit.gate.proposing import (
    MORE_COMPUTERS,
    OPERATOR,
    OTHER_WARD_FILE,
    ROUND,
    STRANGER,
    UNITS,
    WARD,
    WARD_FILE,
    edited,
    propose,
    province,
)

# What a verdict rests on -----------------------------------------------------------


@dataclass(slots=True)
class WatchedTree(MemoryTree):
    """Remembers which paths were asked for."""

    asked: set[str] = field(default_factory=set)

    def exists(self, path: str) -> bool:
        self.asked.add(path)
        return MemoryTree.exists(self, path)

    def read(self, path: str, limit: int = MAX_FILE_BYTES) -> bytes:
        self.asked.add(path)
        return MemoryTree.read(self, path, limit)


def is_about_units(example: ProposalExample) -> bool:
    with reading_once():
        spots = example.proposal().spots.values()
        return 0 < len(spots) <= MAX_FILES and all(spot.area is Area.UNIT for spot in spots)


ABOUT_UNITS = [
    folder for top in (REFUSED, ACCEPTED) for folder in example_folders(top) if is_about_units(read_proposal(folder))
]


@pytest.mark.parametrize("folder", ABOUT_UNITS, ids=lambda folder: folder.relative_to(REFUSED.parent).as_posix())
def test_all_that_a_verdict_was_read_from_is_among_its_inputs(folder: Path) -> None:
    example = read_proposal(folder)
    tree = WatchedTree(dict(example.base.files), dict(example.base.modes))
    proposal = example.proposal(tree)
    for one in CHECKS:
        list(one(proposal))
    inputs = inputs_of(proposal)
    folders = tuple(path for path in inputs if path.endswith("/"))
    assert {path for path in tree.asked if path not in inputs and not path.startswith(folders)} == set()


def errors(found: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    return [item for item in found if item.severity is Severity.ERROR]


@pytest.mark.parametrize("folder", ABOUT_UNITS, ids=lambda folder: folder.relative_to(REFUSED.parent).as_posix())
def test_whatever_else_the_base_becomes_the_verdict_stands(folder: Path) -> None:
    example = read_proposal(folder)
    outcome = check(example.proposal(), Memory())
    folders = tuple(path for path in outcome.inputs if path.endswith("/"))
    others = [path for path in example.base.files if path not in outcome.inputs and not path.startswith(folders)]
    spoilt = MemoryTree({**example.base.files, **dict.fromkeys(others, b"\x00")}, dict(example.base.modes))
    again = check(example.proposal(spoilt), Memory())
    assert others
    assert (again.verdict, errors(again.diagnostics)) == (outcome.verdict, errors(outcome.diagnostics))
    assert (again.approvers, again.turn, again.late) == (outcome.approvers, outcome.turn, outcome.late)


def test_a_change_of_anything_but_units_rests_on_everything() -> None:
    receipts = edited(f"{ROUND}/receipts.yaml", '"2021-11-24T07:55"', '"2021-11-24T08:55"')
    for change in (receipts, {**receipts, **MORE_COMPUTERS}, {"README.md": b"x"}):
        assert inputs_of(propose(change, actor=OPERATOR)) == ("/",)


# Hostile changes --------------------------------------------------------------------

PATHS = st.one_of(
    st.sampled_from([WARD_FILE, OTHER_WARD_FILE, f"{ROUND}/round.yaml", f"{ROUND}/accounts.yaml", f"{UNITS}/x.yaml"]),
    st.text(st.characters(blacklist_characters="\x00/", blacklist_categories=()), min_size=1, max_size=20),
    st.lists(
        st.sampled_from(["submissions", "2021", "units", "criteria", "a\nb", "..", "\udcff", "😀"]), min_size=1
    ).map("/".join),
)
BYTES = st.one_of(
    st.binary(max_size=200),
    st.sampled_from(
        [
            b"a: &a [*a, *a]\n",
            b"[" * 5_000,
            b"? " * 5_000,
            b"figures: " + b"{a: " * 30,
            b"round: '2021'\nunit: '02005'\nfigures: {staff: 1e999999999, computers: 0x, visits: "
            + b"9" * 5_000
            + b"}\n",
            b"figures: null\nsupplement: 5\nevidence: []\nexplanations: x\n",
            b"!!python/object:os.system x\n",
            b"- \xff\xfe\n",
            b"a: " + b"x" * 300_000,
            b"",
        ]
    ),
)
MODES = st.sampled_from([FILE, FILE, FILE, EXECUTABLE, LINK, SUBMODULE])


@given(
    change=st.dictionaries(PATHS, st.tuples(st.one_of(st.none(), BYTES), MODES), max_size=6),
    actor=st.sampled_from([WARD, OPERATOR, STRANGER, 3001, 0, 2**53 - 1]),
)
def test_any_change_gets_a_verdict_that_can_be_sent(change: dict[str, tuple[bytes | None, str]], actor: int) -> None:
    files = {path: b"5" * 40 if mode == SUBMODULE else data for path, (data, mode) in change.items()}
    modes = {path: mode for path, (data, mode) in change.items() if data is not None or mode == SUBMODULE}
    with reading_once():
        outcome = check(propose(files, actor=actor, modes=modes), Memory())
    data = outcome_bytes(outcome, "vi")
    assert outcome_bytes(read_outcome(data), "vi") == data
    assert outcome.verdict in (Verdict.ACCEPTABLE, Verdict.REFUSED)
    if outcome.verdict is Verdict.ACCEPTABLE:
        assert actor not in outcome.approvers
        assert outcome.turn in (Turn.APPROVER, Turn.OPERATOR)


def test_a_change_of_every_file_is_refused_and_its_findings_are_cut() -> None:
    """What a deletion of everything says stays small, and so does the work."""
    outcome = check(propose(dict.fromkeys(province().files)), Memory())
    assert outcome.verdict is Verdict.REFUSED
    assert "change-too-many-files" in {item.code for item in outcome.diagnostics}
    assert len(outcome.diagnostics) + outcome.cut <= 1 + 4 * MAX_FILES


def test_findings_over_the_limit_are_counted_and_errors_come_first() -> None:
    lines = "".join(f"  figure_{number}: 1\n" for number in range(MOST_FINDINGS + 50))
    change = edited(WARD_FILE, "  computers: 20\n", lines)
    outcome = check(propose(change), Memory())
    assert len(outcome.diagnostics) == MOST_FINDINGS
    assert outcome.cut == 51
    assert outcome.diagnostics[0].severity is Severity.ERROR
    assert {item.severity for item in outcome.diagnostics[:MOST_FINDINGS]} == {Severity.ERROR}


def many_units(number: int) -> tuple[MemoryTree, dict[str, bytes | None]]:
    """A province with many more wards, and a change of all their files."""
    rows = "".join(
        f'  - {{code: "{30000 + at}", name: "Phường {at}", type: phuong, tier: ward, parent: "089", slug: p-{at}}}\n'
        for at in range(number)
    )
    tree = province()
    tree.files[f"{ROUND}/units.yaml"] += rows.encode()
    text = tree.files[WARD_FILE].decode()
    paths = {f"{UNITS}/thi-xa-may-ha/p-{at}.yaml": text.replace('"02005"', f'"{30000 + at}"') for at in range(number)}
    return tree, {path: text.encode() for path, text in paths.items()}


def test_a_flood_of_units_is_looked_at_no_further_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    base, change = many_units(300)
    proposal = propose(change, base=base)
    read: set[str] = set()
    real = proposal.tree.read

    def watched(path: str, limit: int = MAX_FILE_BYTES) -> bytes:
        read.add(path)
        return real(path, limit)

    monkeypatch.setattr(proposal.tree, "read", watched)
    outcome = check(proposal, Memory())
    codes = {item.code for item in outcome.diagnostics}
    assert {"change-too-many-files", "change-many-units", "author-not-named"} <= codes
    assert len(read & set(change)) <= MAX_FILES
    assert read_outcome(outcome_bytes(outcome, "vi")).verdict is Verdict.REFUSED


# Whose turn it is ----------------------------------------------------------------------


def test_a_round_without_accounts_is_the_operator_s_turn_only_if_nothing_else_is_wrong() -> None:
    base = province({f"{ROUND}/accounts.yaml": None})
    assert check(propose(base=base), Memory()).turn is Turn.OPERATOR
    broken = edited(WARD_FILE, "computers: 20\n", "computers: x\n")
    assert check(propose(broken, base=base), Memory()).turn is Turn.SUBMITTER


def test_an_outcome_says_what_was_asked() -> None:
    proposal = propose()
    outcome = check(proposal, Memory())
    request = proposal.request
    assert (outcome.base, outcome.head, outcome.actor, outcome.at) == (
        request.base_commit,
        request.head_commit,
        request.actor,
        request.at,
    )
    assert (outcome.round, outcome.units, outcome.paths) == ("2021", ("02005",), (WARD_FILE,))
    assert outcome.fault == ""
