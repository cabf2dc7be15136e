"""The editions that stand in this repository can be recomputed from it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from minhbach.diagnostics import Severity
from minhbach.git import GitError, GitRepository
from minhbach.publication.ledger import is_shallow
from minhbach.publication.verify import verify
from minhbach.reading.rounds import round_ids
from minhbach.tree import WorkTree
from tests.conftest import ROOT

TREE = WorkTree(ROOT)


def _editions() -> Iterator[tuple[str, str]]:
    for round_id in round_ids(TREE):
        for path in TREE.list(f"submissions/{round_id}/published"):
            yield round_id, path.rpartition("/")[2].removesuffix(".json")


def test_the_first_round_is_published_to_its_end() -> None:
    assert [edition for round_id, edition in _editions() if round_id == "2019"] == ["final-2", "final", "preliminary"]


@pytest.mark.parametrize(("round_id", "edition"), list(_editions()))
def test_a_committed_edition_holds_byte_for_byte(round_id: str, edition: str) -> None:
    with GitRepository(ROOT) as repository:
        try:
            shallow = is_shallow(repository)
        except GitError:
            pytest.skip("this folder is no git repository")
        if shallow:
            pytest.skip("this clone holds only the end of the history")
        result = verify(TREE, repository, round_id, edition)
    assert [(item.code, item.location.path) for item in result.findings if item.severity is Severity.ERROR] == []
    assert result.recomputed == (149 if round_id == "2019" else 135)
