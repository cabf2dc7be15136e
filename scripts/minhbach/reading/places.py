"""Which files may lie where: those that nothing reads are told, with the name that was probably meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from difflib import get_close_matches

from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic, Location
from minhbach.model.units import Unit
from minhbach.tree import NotRegularError, TooLargeError, Tree

ROUND_FILES = ("round.yaml", "units.yaml", "lineage.yaml", "receipts.yaml", "accounts.yaml", "README.md")
ROUND_FOLDERS = ("units", "reviews", "inspections", "amendments", "published")


def find_strays(tree: Tree, sets: Sequence[str], rounds: Sequence[str]) -> Iterator[Diagnostic]:
    """Files of `submissions/` that nothing reads, and folders that look like a round or a set and are none of these."""
    paths = tree.list("submissions")
    for folder in sorted(_folders(paths).difference(rounds)):
        yield diagnose("file-unreadable", Location(f"submissions/{folder}/round.yaml"))
    for folder in sorted(_folders(tree.list("criteria")).difference(sets)):
        yield diagnose("file-unreadable", Location(f"criteria/{folder}/set.yaml"))
    for path in paths:
        _, name, *rest = path.split("/")
        if name in rounds and rest and not _is_known("/".join(rest)):
            near = get_close_matches("/".join(rest), ROUND_FILES, n=1, cutoff=0.6)
            words = {"detail": "round", "allowed": near[0]} if near else {"detail": "unknown"}
            yield diagnose("file-unexpected", Location(path), round=name, words=words)


def _folders(paths: list[str]) -> set[str]:
    return {path.split("/")[1] for path in paths if path.count("/") > 1}


def _is_known(path: str) -> bool:
    return path in ROUND_FILES or path.partition("/")[0] in ROUND_FOLDERS


def unexpected_file(tree: Tree, path: str, round_id: str, units: Mapping[str, Unit]) -> Diagnostic:
    """A file that is no unit's: a link, a known name in the wrong folder, a misspelt one, or nothing like it."""
    try:
        with suppress(OSError, TooLargeError):
            tree.read(path)
    except NotRegularError:
        return diagnose("file-not-regular", Location(path))
    folder, _, name = path.rpartition("/")
    same_name = [wanted for wanted in units if wanted.endswith("/" + name)]
    same_folder = {wanted.rpartition("/")[2]: wanted for wanted in units if wanted.rpartition("/")[0] == folder}
    near = same_name[:1] or [
        same_folder[match] for match in get_close_matches(name, list(same_folder), n=1, cutoff=0.7)
    ]
    if near:
        return diagnose("file-unexpected", Location(path), round=round_id, allowed=near[0])
    return diagnose("file-unexpected", Location(path), round=round_id, detail="unknown")
