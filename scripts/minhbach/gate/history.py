"""What the commits of a change bring besides its last state: merged, it stays in the public record for good."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from minhbach.checks.identifiers import identifiers_in
from minhbach.checks.personal import source_holds_no_personal_data
from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic, Location
from minhbach.gate.proposal import Proposal, Version
from minhbach.gate.shape import MAX_FILES
from minhbach.tree import MAX_FILE_BYTES
from minhbach.yamlio import read_yaml

MAX_HISTORY_BYTES = 4 * 1024 * 1024
"""Two thousand times a file of figures; every byte of it is looked at."""

_COMMENT = re.compile(rb"(?:^|[ \t])#(.*)$")


def history_is_clean(proposal: Proposal) -> Iterator[Diagnostic]:
    """No commit on the way to the last state adds another file, a large one, or personal data."""
    request = proposal.request
    if request.long_history:
        yield diagnose("change-history", proposal.first_place, detail="long")
    left = MAX_HISTORY_BYTES
    for version in request.versions:
        left -= len(version.data or b"")
        if left < 0:
            yield diagnose("change-history", proposal.first_place, detail="long")
            return
        place = Location(shown(version.path, 200))
        if version.path not in proposal.spots:
            yield diagnose("change-history", place, found=shown(version.path, 200))
        elif version.data is None:
            yield diagnose(
                "change-history", place, found=str(version.size), allowed=str(MAX_FILE_BYTES), detail="large"
            )
        elif next(_personal(version), None) is not None:
            yield diagnose("change-history", place, detail="personal")


def comments_hold_no_personal_data(proposal: Proposal) -> Iterator[Diagnostic]:
    """The reader of YAML passes over comments, and they are published all the same."""
    for path in list(proposal.spots)[:MAX_FILES]:
        if not proposal.removes(path) and path.endswith(".yaml"):
            yield from _in_comments(path, proposal.content(path))


def _in_comments(path: str, data: bytes) -> Iterator[Diagnostic]:
    for number, line in enumerate(data.splitlines(), start=1):
        comment = _COMMENT.search(line)
        for found in identifiers_in(comment[1].decode("utf-8", "replace")) if comment else ():
            column = len(line[: comment.start(1)].decode("utf-8", "replace")) if comment else 1
            place = Location(path, number, max(1, column))
            yield diagnose("personal-data", place, found=found.masked, detail=found.kind)


def _personal(version: Version) -> Iterator[Diagnostic]:
    """Told at the file, since its line is not in the last state any more."""
    data = version.data or b""
    source, _ = read_yaml(version.path, data)
    for finding in (*source_holds_no_personal_data(source, None, None), *_in_comments(version.path, data)):
        yield replace(finding, location=Location(version.path))
