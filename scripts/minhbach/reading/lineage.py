"""`lineage.yaml`: where the units of a round come from, held against its register and the one of the round before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic
from minhbach.model.lineage import WHOLE_KINDS, Descent, DescentKind, Lineage
from minhbach.model.round import Round
from minhbach.model.units import Register, Unit
from minhbach.reading.files import read_source, read_structured
from minhbach.reading.rounds import unknown_unit
from minhbach.reading.structure import unquoted_code
from minhbach.tree import Tree
from minhbach.yamlio import Source

FILE = "lineage.yaml"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Between:
    """A round and its register, and the register of the round before it."""

    round: Round
    register: Register
    before: Register

    @property
    def previous(self) -> str:
        return self.round.previous or ""


def read_lineage(
    tree: Tree, round_: Round, register: Register, before: Register | None
) -> tuple[Lineage | None, list[Diagnostic]]:
    """The lineage of a round; one without the file has none.

    `before` is the register of the round before. Without it (there is none, or it cannot be read) codes cannot be
    held against it.
    """
    path = f"submissions/{round_.id}/{FILE}"
    source, data, findings = (
        read_structured(tree, path, "lineage", register=True) if tree.exists(path) else (Source(path, None), None, [])
    )
    entries = data["units"] if data is not None else []
    if data is not None:
        findings += _since_findings(source, data["since"], round_)
        findings += [item for index in range(len(entries)) for item in _unquoted(source, index)]
    known = before if data is None or data["since"] == round_.previous else None
    descents = tuple(_descent(entry) for entry in entries)
    lineage = Lineage(since=data["since"], descents=descents) if data is not None else None
    if known is None or (data is None and tree.exists(path)):
        return lineage, findings
    between = _Between(round=round_, register=register, before=known)
    findings += _code_findings(source, descents, between)
    findings += _repeated(source, descents, between)
    findings += _kind_findings(source, descents, between)
    findings += _register_findings(tree, lineage or Lineage(since="", descents=()), between)
    return lineage, findings


def _descent(entry: Mapping[str, Any]) -> Descent:
    return Descent(old=entry["old"], new=entry["new"], kind=DescentKind(entry["kind"]))


def _since_findings(source: Source, since: str, round_: Round) -> Iterator[Diagnostic]:
    yield from unquoted_code(source, "since")
    if since != round_.previous:
        detail = "" if round_.previous else "none"
        place = source.location("since")
        yield diagnose("lineage-since", place, found=shown(since), allowed=round_.previous, detail=detail)


def _unquoted(source: Source, index: int) -> Iterator[Diagnostic]:
    for key in ("old", "new"):
        yield from unquoted_code(source, "units", index, key)


# Line by line ----------------------------------------------------------------


def _code_findings(source: Source, descents: tuple[Descent, ...], between: _Between) -> Iterator[Diagnostic]:
    for index, item in enumerate(descents):
        new = unknown_unit(source, ("units", index, "new"), item.new, between.register)
        if new is not None:
            yield new
        old = unknown_unit(source, ("units", index, "old"), item.old, between.before)
        if old is not None:
            yield _of_the_round_before(source, index, item, old, between)


def _of_the_round_before(source: Source, index: int, item: Descent, found: Diagnostic, between: _Between) -> Diagnostic:
    """The same fault, in the words of the register that an old code is looked up in."""
    if found.code != "unit-unknown":
        return found
    near = next((unit for unit in between.before.units if f"«{unit.code}»" in found.hint.vi), None)
    words = {"detail": "similar", "similar": near.code, "name": near.name} if near is not None else {}
    place = source.location("units", index, "old")
    return diagnose("lineage-old", place, found=shown(item.old), words={"before": between.previous, **words})


def _repeated(source: Source, descents: tuple[Descent, ...], between: _Between) -> Iterator[Diagnostic]:
    first: dict[tuple[str, str], int] = {}
    for index, item in enumerate(descents):
        before = first.setdefault((item.old, item.new), index)
        if before != index:
            line = str(source.location("units", before).line)
            place, name = source.location("units", index, "old"), _name(between.before, item.old)
            yield diagnose("lineage-duplicate", place, found=item.old, allowed=item.new, name=name, first=line)


def _kind_findings(source: Source, descents: tuple[Descent, ...], between: _Between) -> Iterator[Diagnostic]:
    """All of an old unit goes to one place, or into parts and one rest; told once for each, at its first line."""
    lines: dict[str, list[int]] = {}
    for index, item in enumerate(descents):
        lines.setdefault(item.old, []).append(index)
    for old, indices in lines.items():
        fault = _kind_fault([descents[index].kind for index in indices])
        if fault is not None:
            detail, number = fault
            words = {"name": _name(between.before, old), "detail": detail, "number": str(number)}
            yield diagnose("lineage-kinds", source.location("units", indices[0], "kind"), found=old, words=words)


def _kind_fault(kinds: list[DescentKind]) -> tuple[str, int] | None:
    """What is wrong with the kinds of one old unit, and how many lines are too many."""
    parts, wholes = kinds.count(DescentKind.PART), kinds.count(DescentKind.WHOLE)
    rests = len(kinds) - parts - wholes
    if len(kinds) == 1 and kinds[0] in WHOLE_KINDS:
        return None
    if wholes:
        return "", len(kinds) - 1
    if rests > 1:
        return "two-rests", rests
    if not rests:
        return "no-rest", 0
    return ("no-part", 0) if not parts else None


def _name(register: Register, code: str) -> str:
    return register.by_code[code].name if code in register.by_code else code


# The registers ---------------------------------------------------------------


def _register_findings(tree: Tree, lineage: Lineage, between: _Between) -> Iterator[Diagnostic]:
    """What the two registers say that the lineage does not: units that changed hands, took over or are gone.

    The register is read again for the places only when there is something to tell.
    """
    at: dict[str, int] = {unit.code: index for index, unit in enumerate(between.register.units)}
    told = [*_reused(lineage, between), *_shortened(between), *_lost(lineage, between)]
    kept = [*_without_own_line(lineage, between)]
    if told:
        source, _ = read_source(tree, f"submissions/{between.round.id}/units.yaml", register=True)
    for code, unit, words in told:
        index = at.get(unit.code) if code != "unit-lost" else None
        place = source.key_location("units") if index is None else source.location("units", index, "code")
        facts = {"before": between.previous, "name": unit.name, **words}
        yield diagnose(code, place, found=unit.code, allowed=facts.pop("allowed", None), words=facts)
    if kept:
        source, _ = read_source(tree, f"submissions/{between.round.id}/{FILE}", register=True)
    for unit, index in kept:
        yield diagnose("lineage-keeps", source.location("units", index, "new"), found=unit.code, name=unit.name)


_Told = tuple[str, Unit, dict[str, str]]


def _reused(lineage: Lineage, between: _Between) -> Iterator[_Told]:
    """Codes that are another unit's now, and nothing says where the one that had it went."""
    for unit in between.register.units:
        was = between.before.by_code.get(unit.code)
        if was is not None and was.name != unit.name and unit.code not in lineage.by_old:
            yield "code-reused", unit, {"was": was.name}


def _shortened(between: _Between) -> Iterator[_Told]:
    """Codes that lost their zeros in a spreadsheet: the round before has the same unit under the whole code."""
    for unit in between.register.units:
        if unit.code not in between.before.by_code:
            same = (f"{'0' * zeros}{unit.code}" for zeros in (1, 2, 3))
            whole = next((code for code in same if _name(between.before, code) == unit.name), None)
            if whole is not None:
                yield "code-leading-zero", unit, {"allowed": whole}


def _lost(lineage: Lineage, between: _Between) -> Iterator[_Told]:
    shortened = {words["allowed"] for _, _, words in _shortened(between)}
    for unit in between.before.units:
        is_here = unit.code in between.register.by_code or unit.code in shortened
        if not is_here and unit.code not in lineage.by_old:
            same = [other for other in between.register.units if (other.name, other.tier) == (unit.name, unit.tier)]
            new = [other for other in same if other.code not in between.before.by_code and other.parent == unit.parent]
            words = {"detail": "renumbered", "similar": new[0].code} if len(new) == 1 else {}
            yield "unit-lost", unit, words


def _without_own_line(lineage: Lineage, between: _Between) -> Iterator[tuple[Unit, int]]:
    """Units that are still there and take something over, but do not say that they themselves go on."""
    for index, item in enumerate(lineage.descents):
        unit = between.register.by_code.get(item.new)
        first = lineage.by_new[item.new][0] is item
        if unit is not None and first and between.before.same(unit) and unit.code not in lineage.by_old:
            yield unit, index
