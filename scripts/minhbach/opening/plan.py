"""Everything of a new round in memory: the files, or all the faults of what they were to be made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from minhbach.diagnostics import Diagnostic, Report, Severity
from minhbach.model.criteria import CriteriaSet
from minhbach.model.round import Round
from minhbach.model.units import Unit
from minhbach.opening.accounts import Carried, carry_over, draft_accounts
from minhbach.opening.calendar import absent_windows, draft_round, read_windows, round_of
from minhbach.opening.descents import COLUMNS, draft_lineage
from minhbach.opening.drafts import DraftTree
from minhbach.opening.register import RegisterDraft, UnitTable, draft_register, read_unit_table
from minhbach.opening.table import File, read_table
from minhbach.repository import RoundData, load
from minhbach.tree import Overlay, Tree


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """What an operator asks for. `previous` is the round before, as it was loaded; `title` stands over the file's."""

    id: str
    criteria: CriteriaSet
    units: File
    windows: File
    lineage: File | None = None
    previous: RoundData | None = None
    title: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Opening:
    """A round that can be written. `files` is empty while there are errors among the findings."""

    findings: tuple[Diagnostic, ...]
    files: Mapping[str, bytes]
    data: RoundData | None = None
    carried: Carried | None = None
    absent: tuple[str, ...] = ()

    @property
    def without_submitter(self) -> tuple[Unit, ...]:
        if self.data is None:
            return ()
        return tuple(
            unit
            for unit in self.data.register.units
            if unit.exempt is None and not self.data.accounts.submitters(unit.code)
        )


def plan_opening(tree: Tree, request: Request) -> Opening:
    """Read all that was given, tell all faults at once, and validate the files that would be written."""
    findings = Report()
    windows, found = read_windows(request.windows, request.title)
    findings.extend(found)
    table, found = read_unit_table(request.units, request.criteria)
    findings.extend(found)
    units = _units(request, table, findings) if table is not None else None
    if table is None or units is None:
        # Nothing can be held against a register that is not there, but the other table has faults of its own.
        findings.extend(read_table(request.lineage, COLUMNS)[1] if request.lineage is not None else ())
        return Opening(findings=tuple(findings), files={})
    previous = request.previous.round.id if request.previous is not None else None
    round_ = round_of(request.id, request.criteria.id, table.province.text("code"), previous, windows)
    return _opened(tree, request, round_, units, windows, findings)


def _opened(
    tree: Tree,
    request: Request,
    round_: Round,
    units: RegisterDraft,
    windows: Mapping[str, Any] | None,
    findings: Report,
) -> Opening:
    before, lineage, carried = request.previous, None, None
    drafts = [units.draft]
    if before is not None:
        draft, lineage, found = draft_lineage(request.lineage, round_, units, before.register)
        findings.extend(found)
        drafts += [draft] if draft is not None else []
    if windows is None or findings.count(Severity.ERROR):
        return Opening(findings=tuple(findings), files={})
    drafts.append(draft_round(round_, windows))
    if before is not None and before.accounts.accounts:
        carried = carry_over(before.accounts, before.register, units.register, lineage)
        drafts.append(draft_accounts(carried, round_.id, before.round.id, units.register))
    files = {draft.path: draft.data for draft in sorted(drafts, key=lambda draft: draft.path)}
    data = _validate(tree, round_.id, files, findings)
    return Opening(
        findings=tuple(findings),
        files=files if data is not None else {},
        data=data,
        carried=carried,
        absent=absent_windows(windows),
    )


def _units(request: Request, table: UnitTable, findings: Report) -> RegisterDraft | None:
    units, found = draft_register(table, request.id, request.criteria, _exempt(request.previous))
    findings.extend(found)
    return units


def _exempt(before: RoundData | None) -> dict[tuple[str, str], Unit]:
    """Units that the round before did not assess, by code and name: a code alone may be another unit's now."""
    units = before.register.units if before is not None else ()
    return {(unit.code, unit.name): unit for unit in units if unit.exempt is not None}


def _validate(tree: Tree, round_id: str, files: Mapping[str, bytes], findings: Report) -> RoundData | None:
    """The round as the whole repository would have it; None when it would have errors."""
    dataset, report = load(Overlay(tree, DraftTree(files), frozenset(files)))
    folder = f"submissions/{round_id}/"
    own = [item for item in report if item.location.path.startswith(folder) and item.severity is Severity.ERROR]
    findings.extend(own)
    return dataset.rounds.get(round_id) if not own else None
