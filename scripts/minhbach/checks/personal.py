"""Whether free text holds personal data: whatever is handed in is published for ever."""

from __future__ import annotations

from collections.abc import Iterator

from minhbach.checks.identifiers import identifiers_in, may_hold_identifiers
from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic, Location
from minhbach.repository import RoundData
from minhbach.yamlio import KeptSource, Mapping, Node, Scalar, Sequence, Source

_VALUES = frozenset(("value", "reported", "verified", "settled", "old", "new"))
"""Keys whose plain value is that of a figure: a large count is not the number of a card."""


def texts_hold_no_personal_data(data: RoundData) -> Iterator[Diagnostic]:
    """No free text has an e-mail address, a telephone number or the number of an identity card.

    PASS: title: Báo cáo số 12/BC-UBND ngày 10/11/2019
    FAIL: title: Danh sách tổ CNTT, followed by a mobile number
    """
    for code, submission in data.submissions.items():
        yield from source_holds_no_personal_data(submission.source, data.round.id, code)
    for source in data.records:
        yield from source_holds_no_personal_data(source, data.round.id, None)


def source_holds_no_personal_data(source: Source, round_id: str | None, unit: str | None) -> Iterator[Diagnostic]:
    """The same for one file."""
    if isinstance(source, KeptSource) and not may_hold_identifiers(source.data):
        return
    for node in _texts(source.root):
        for found in identifiers_in(node.text):
            place = Location(source.path, node.mark.line, node.mark.column)
            # The message is published as well, so it shows the beginning only.
            yield diagnose("personal-data", place, round=round_id, unit=unit, found=found.masked, detail=found.kind)


def _texts(node: Node | None) -> Iterator[Scalar]:
    """The texts below a node that people write freely, in the order of the file."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item)
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            if key.text == "figures":
                yield from _reasons(value)
            elif not (key.text in _VALUES and isinstance(value, Scalar)):
                yield from _texts(value)


def _reasons(figures: Node) -> Iterator[Scalar]:
    """Among the figures only what stands below one, such as why it is not applicable."""
    for _, value in figures.entries if isinstance(figures, Mapping) else ():
        if not isinstance(value, Scalar):
            yield from _texts(value)
