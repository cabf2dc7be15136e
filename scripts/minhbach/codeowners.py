"""CODEOWNERS from the registers of accounts: it calls the right people to review, and decides nothing.

GitHub reads globs, of which the last that matches counts. Forgejo reads Go regular expressions over the whole path, of
which all that match count; `!` turns one round, and a backslash or `#` would be eaten before the expression is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from minhbach.codes import diagnose
from minhbach.diagnostics import Diagnostic, Location, Severity
from minhbach.model.accounts import Account, Accounts
from minhbach.model.criteria import CriteriaSet
from minhbach.model.round import Phase, Round
from minhbach.model.units import Register, unit_path
from minhbach.tree import MAX_REGISTER_BYTES, NotRegularError, TooLargeError, Tree


class Staffed(Protocol):
    """A round with its register and its accounts."""

    @property
    def round(self) -> Round: ...
    @property
    def register(self) -> Register: ...
    @property
    def criteria(self) -> CriteriaSet: ...
    @property
    def accounts(self) -> Accounts: ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where a forge looks for the file, and the files that it would take instead."""

    path: str
    hidden_by: tuple[str, ...] = ()


PLACES: Mapping[str, Place] = {
    "github": Place(".github/CODEOWNERS"),
    "forgejo": Place(".forgejo/CODEOWNERS", ("CODEOWNERS", "docs/CODEOWNERS", ".gitea/CODEOWNERS")),
}

MARK = "# Tệp do máy viết, không sửa tay. Viết lại: minhbach round codeowners --forge "
"""How the file begins, whatever the forge: by it a file of ours is known."""

_HEADER = """\
# Tệp này chỉ gọi người xem xét, không quyết định gì: ai được duyệt do accounts.yaml của nhánh chính quy định.
# Generated, do not edit. It only calls reviewers and decides nothing: accounts.yaml of the base says who may approve.
"""


@dataclass(frozen=True, slots=True)
class Call:
    """The files of the units below one unit, and who is called for them; `own` is that unit's file among them."""

    folder: str
    own: str | None
    people: tuple[str, ...]


def codeowners(forge: str, rounds: Iterable[Staffed]) -> str:
    """The text of the file. What no line of an open round names calls the operators of all of them."""
    staffed = staffed_rounds(rounds)
    operators = _logins(account for data in staffed for account in data.accounts.operators)
    calls = [call for data in staffed for call in _calls(data)]
    lines = _WRITERS[forge](operators, calls)
    return f"{MARK}{forge}\n{_HEADER}" + "".join(f"{line}\n" for line in lines)


def staffed_rounds(rounds: Iterable[Staffed]) -> list[Staffed]:
    """The rounds that name anybody; nothing of an archived one changes any more."""
    return [data for data in rounds if data.accounts.accounts and data.round.phase is not Phase.ARCHIVED]


def _logins(accounts: Iterable[Account]) -> tuple[str, ...]:
    """Logins in the order of the files, each once; a forge takes capital and small letters as the same."""
    found = {account.login.casefold(): f"@{account.login}" for account in accounts}
    return tuple(found.values())


def _calls(data: Staffed) -> Iterator[Call]:
    """A line for every unit whose children somebody approves, in the order of the register."""
    for parent in data.register.units:
        children = data.register.children.get(parent.code, ())
        people = _logins(data.accounts.approvers(parent.code))
        if children and people:
            child, own = (_path(data, code) for code in (children[0].code, parent.code))
            folder = child.rpartition("/")[0]
            yield Call(folder, own if own.rpartition("/")[0] == folder else None, people)


def _path(data: Staffed, code: str) -> str:
    return unit_path(data.round.id, data.register.by_code[code], data.register, data.criteria.tiers)


def _github(operators: tuple[str, ...], calls: list[Call]) -> Iterator[str]:
    if operators:
        yield " ".join(("*", *operators))
    for call in calls:
        yield " ".join((f"/{call.folder}/*.yaml", *call.people))
        if call.own is not None:
            yield " ".join((f"/{call.own}", *operators))


def _forgejo(operators: tuple[str, ...], calls: list[Call]) -> Iterator[str]:
    for call in calls:
        yield " ".join((_units_in(call.folder), *call.people))
    if operators and calls:
        # The one way to say "everything else": there is no order and no look-ahead.
        folders = "|".join(call.folder for call in calls)
        yield " ".join((f"!{_units_in(f'({folders})')}", *operators))
    elif operators:
        yield " ".join((".*", *operators))


def _units_in(folder: str) -> str:
    """The files that are named after a slug, which a unit's own file in the folder of its children is not."""
    return f"{folder}/[a-z0-9-]+[.]yaml"


_WRITERS = {"github": _github, "forgejo": _forgejo}


# What stands in the repository ------------------------------------------------


def stale_codeowners(tree: Tree, rounds: Sequence[Staffed], known: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Files that call other people than the registers name. A repository without one is fine.

    Without any account a file is judged only when it is ours; while a register of accounts has faults (among the
    findings that are `known`), nothing can be compared.
    """
    found = [item for forge in PLACES for item in _findings(tree, forge, rounds)]
    if found and not any(is_faulty_register(item) for item in known):
        yield from found


def _findings(tree: Tree, forge: str, rounds: Sequence[Staffed]) -> Iterator[Diagnostic]:
    place = PLACES[forge]
    text = _text(tree, place.path)
    staffed = staffed_rounds(rounds)
    if text is None or not (staffed or text.startswith(MARK)):
        return
    if not staffed:
        yield diagnose("codeowners-stale", Location(place.path), detail="nobody")
    elif text != codeowners(forge, staffed):
        yield diagnose("codeowners-stale", Location(place.path), allowed=forge)
    for other in place.hidden_by:
        if tree.exists(other):
            yield diagnose("codeowners-stale", Location(place.path), found=other, detail="hidden")


def _text(tree: Tree, path: str) -> str | None:
    """The text of the file, None when there is none; what cannot be read is not what we would write."""
    if not tree.exists(path):
        return None
    try:
        return tree.read(path, MAX_REGISTER_BYTES).decode("utf-8", errors="replace")
    except (OSError, NotRegularError, TooLargeError):
        return ""


def is_faulty_register(item: Diagnostic) -> bool:
    """Whether a finding means that the accounts of a round are not known for sure."""
    return item.severity is Severity.ERROR and item.location.path.endswith("/accounts.yaml")
