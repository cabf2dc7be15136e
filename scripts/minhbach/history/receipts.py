"""The register of receipt out of the gate's merges, and as the text of `receipts.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from minhbach.history.event import Event, EventKind
from minhbach.history.timeline import History
from minhbach.model.round import Receipt
from minhbach.model.units import Register

_FIGURES = (EventKind.HANDED_IN, EventKind.CHANGED)

_HEAD = "# Sổ tiếp nhận số liệu của đơn vị vận hành (giờ địa phương); approved: ngày cấp có thẩm quyền phê duyệt."


def receipts_of(history: History, known: Mapping[str, Receipt]) -> dict[str, Receipt]:
    """Each unit's receipt: received when it first handed in, approved when its reported figures last were.

    A unit that no merge of the gate names keeps what is `known` of it. Supplements change no receipt: they have their
    own window.
    """
    return {**known, **{code: receipt for code in history.by_unit if (receipt := _receipt(history, code, known))}}


def _receipt(history: History, code: str, known: Mapping[str, Receipt]) -> Receipt | None:
    by_gate = [event for event in history.by_unit[code] if event.number is not None]
    figures = [event for event in by_gate if event.kind in _FIGURES]
    if not figures:
        return None
    commits = {event.commit for event in figures}
    approvals = [event.day for event in by_gate if event.kind is EventKind.APPROVED and event.commit in commits]
    return Receipt(
        unit=code,
        received=_first(figures, known.get(code)),
        approved=max(approvals, default=None),
    )


def _first(figures: list[Event], known: Receipt | None) -> datetime:
    """What the register knows of a handing in before the first merge stays: the file then came in another way."""
    first = next((event.at for event in figures if event.kind is EventKind.HANDED_IN), None)
    if first is None and known is not None:
        return known.received
    return first or figures[0].at


def receipts_text(receipts: Mapping[str, Receipt], register: Register) -> str:
    """receipts.yaml, in the order of the register; units that it does not name any more are left out."""
    lines = [_HEAD, "receipts:"]
    for unit in register.units:
        receipt = receipts.get(unit.code)
        if receipt is not None:
            end = f', approved: "{receipt.approved.isoformat()}"' if receipt.approved else ""
            lines.append(f'  - {{unit: "{unit.code}", received: "{receipt.received:%Y-%m-%dT%H:%M}"{end}}}')
    return "\n".join(lines) + "\n"
