"""Check 1: what a change may be made of. Plain files, few and small, at the paths that the base's register allows."""

from __future__ import annotations

from collections.abc import Iterator

from minhbach.changes import EXECUTABLE, LINK, SUBMODULE, FileChange
from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic, Location
from minhbach.gate.authority import Area
from minhbach.gate.places import is_plain
from minhbach.gate.proposal import Proposal
from minhbach.tree import MAX_FILE_BYTES, MAX_REGISTER_BYTES, NotRegularError, TooLargeError

MAX_FILES = 20
"""A unit changes one file, an operator a few; more is a mistake or an attack."""

_REGISTERS = (Area.REGISTER, Area.ACCOUNTS, Area.RECEIPTS, Area.PUBLISHED)


def shape_is_plain(proposal: Proposal) -> Iterator[Diagnostic]:
    """Every changed path is a plain, small file in its place, and there are few of them."""
    changes = proposal.changes
    if not changes:
        yield diagnose("change-empty", Location(""))
    if len(changes) > MAX_FILES:
        found = f"{len(changes)}" + ("+" if proposal.request.changes.more else "")
        yield diagnose("change-too-many-files", proposal.first_place, found=found, allowed=str(MAX_FILES))
    if len(proposal.units) > 1:
        names = [unit.name for round_id, code in proposal.units if (unit := proposal.unit(round_id, code))]
        yield diagnose("change-many-units", proposal.first_place, found=", ".join(names[:5]), allowed="1")
    for change in changes[:MAX_FILES]:
        yield from _file_findings(proposal, change)


def _file_findings(proposal: Proposal, change: FileChange) -> Iterator[Diagnostic]:
    place = Location(shown(change.path, 200))
    if change.after is None:
        yield _removal(proposal, change)
        return
    if change.after.mode == LINK:
        yield diagnose("file-not-regular", place)
    elif change.after.mode == SUBMODULE:
        yield diagnose("change-submodule", place)
    elif change.after.mode == EXECUTABLE:
        yield diagnose("change-executable", place)
    yield from _path_findings(proposal, change.path, place)
    if change.after.mode not in (LINK, SUBMODULE):
        yield from _size_findings(proposal, change.path, place)
    if change.path in proposal.request.outdated:
        yield diagnose("change-outdated", place)


def _removal(proposal: Proposal, change: FileChange) -> Diagnostic:
    place = Location(shown(change.path, 200))
    added = [other.path for other in proposal.changes if other.before is None and other.after is not None]
    same = [
        other.path
        for other in proposal.changes
        if other.before is None and other.after is not None and other.after.oid == (change.before or other.after).oid
    ]
    renamed = same[:1] or [path for path in added if path.rpartition("/")[0] == change.path.rpartition("/")[0]][:1]
    if renamed:
        return diagnose("change-renamed", place, found=shown(renamed[0], 200), allowed=change.path)
    return diagnose("change-deleted", place)


def _path_findings(proposal: Proposal, path: str, place: Location) -> Iterator[Diagnostic]:
    spot = proposal.spots[path]
    if spot.area is Area.UNIT:
        return
    likeness = proposal.likeness(path)
    if likeness is not None:
        yield diagnose("change-look-alike", place, found=shown(path, 200), allowed=likeness)
    elif not is_plain(path):
        yield diagnose("change-path", place, found=shown(path, 200))


def _size_findings(proposal: Proposal, path: str, place: Location) -> Iterator[Diagnostic]:
    limit = MAX_REGISTER_BYTES if proposal.spots[path].area in _REGISTERS else MAX_FILE_BYTES
    try:
        proposal.head.read(path, limit)
    except TooLargeError as error:
        yield diagnose("file-too-large", place, found=str(error.size), allowed=str(error.limit))
    except (OSError, NotRegularError):
        yield diagnose("file-unreadable", place)
