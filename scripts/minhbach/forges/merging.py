"""What became of a merge that a forge did not confirm: found out by looking, since the refusals say too little."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from minhbach.forges import answers
from minhbach.forges.http import RefusedError
from minhbach.forges.interface import ForgeError, ForgeUnavailable, MergeOutcome, NotFound

WAITS = (1.0, 2.0, 4.0)

PASSING = ("try again later", "try the merge again", "out of date")
"""The forge is still finding out what the last merge means for this one, as it does after each merge of a batch."""

NO_RIGHT = "allowed"
"""«User not allowed to merge», «merge commits are not allowed»: for the operator to mend, not for the submitter."""


def merge(send: Callable[[], None], look: Callable[[], Any], pause: Callable[[float], bool], head: str) -> MergeOutcome:
    """`send` asks for the merge of exactly `head`, `look` reads the pull request, `pause` is false when time is up."""
    for wait in (*WAITS, None):
        try:
            send()
        except (RefusedError, NotFound, ForgeUnavailable) as failed:
            outcome = _explained(failed, look, head)
            if outcome is not None:
                return outcome
            if wait is None or not pause(wait):
                return _last_word(failed)
        else:
            return MergeOutcome.MERGED
    raise AssertionError


def _explained(failed: ForgeError, look: Callable[[], Any], head: str) -> MergeOutcome | None:
    """None: it may be tried again. Raises what cannot be explained."""
    if isinstance(failed, RefusedError) and (failed.status not in (405, 409) or NO_RIGHT in failed.reason.lower()):
        raise failed
    data = look()
    if answers.field(data, "merged") is True:
        return MergeOutcome.ALREADY_MERGED
    if isinstance(failed, ForgeUnavailable):
        raise failed
    if answers.text(data, "state") != "open":
        return MergeOutcome.NOT_MERGEABLE
    if not isinstance(failed, RefusedError):
        raise failed
    if answers.text(data, "head", "sha") != head:
        return MergeOutcome.HEAD_MOVED
    return None if _is_passing(failed, data) else _last_word(failed)


def _is_passing(failed: RefusedError, data: Any) -> bool:
    """GitHub's `mergeable` is null while it is being found out."""
    unknown = isinstance(data, dict) and data.get("mergeable", False) is None
    return unknown or any(word in failed.reason.lower() for word in PASSING)


def _last_word(failed: ForgeError) -> MergeOutcome:
    moved = isinstance(failed, RefusedError) and failed.status == 409 and "head" in failed.reason.lower()
    return MergeOutcome.HEAD_MOVED if moved else MergeOutcome.NOT_MERGEABLE
