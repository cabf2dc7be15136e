"""The minutes of a visit, as the team's secretary would type them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

from minhbach.model.submission import State
from tests.generator import speech
from tests.generator.later import Found, Later, Visit, text_of
from tests.generator.outline import outline
from tests.generator.sources import Unit
from tests.generator.writing import quoted

DECISION = "Quyết định số 38/QĐ-BCĐ ngày 05/12/2019 của Ban Chỉ đạo xây dựng Chính quyền điện tử tỉnh (giả định)"
MOMENT = "%Y-%m-%dT%H:%M"


def minutes_text(later: Later, visit: Visit, *, late: bool) -> str:
    """The minutes; of a visit whose unit agreed late as they were before (`late`), or after, it did."""
    rng = later.rng(f"minutes:{visit.unit.code}")
    agreed = visit.agreed and not (visit.late and late)
    lines = [
        f"# Biên bản kiểm tra {visit.unit.name} (minh họa)",
        f"team: Đoàn kiểm tra số {visit.team}",
        f"decision: {quoted(DECISION)}",
        f"held: {{from: {visit.begins:{MOMENT}}, to: {visit.ends:{MOMENT}}, place: {quoted(_place(visit.unit))}}}",
        "present:",
        "  team: [{role: Trưởng đoàn}, {role: Thư ký}, {role: Thành viên đoàn}]",
        f"  unit: [{{role: {_chief(visit.unit)}}}, {{role: Cán bộ phụ trách CNTT}}]",
        "report:",
        *_tree(outline(rng, visit.unit, later.plan.as_of.year, _read_out(later, visit.unit)), "  "),
        "findings:",
        *(line for found in visit.found for line in _finding(rng, found)),
        f"discussion: {quoted(rng.choice(speech.DISCUSSION))}",
    ]
    to_team, to_unit = rng.sample(speech.TO_TEAM, 1), rng.sample(speech.TO_UNIT, 2)
    if not agreed:
        lines.append(f"reservation: {quoted(speech.LATE_RESERVATION if visit.late else speech.RESERVATION)}")
    lines += ["conclusions:", *(f"  - {quoted(text)}" for text in _conclusions(rng, visit, agreed=agreed))]
    lines += ["recommendations:", "  team:", *(f"    - {quoted(text)}" for text in to_team)]
    lines += ["  unit:", *(f"    - {quoted(text)}" for text in to_unit)]
    if visit.late and not late:
        lines.append("# Đơn vị gửi dữ liệu trích xuất và thống nhất ngày 08/01/2020, trong thời gian gia hạn.")
    lines.append(f"agreed: {'true' if agreed else 'false'}")
    return "\n".join(lines) + "\n"


def _read_out(later: Later, unit: Unit) -> dict[str, str]:
    """What the unit reported, numbers as they stand in Vietnamese prose."""
    answers = later.reads(unit.code).answers
    return {name: _number(text_of(item)) for name, item in answers.items() if item.state is State.VALUE}


def _number(text: str) -> str:
    whole, _, rest = text.partition(".")
    if not whole.isdigit():
        return text
    return f"{int(whole):,}".replace(",", ".") + (f",{rest}" if rest.strip("0") else "")


def _finding(rng: random.Random, found: Found) -> Iterator[str]:
    same = str(found.reported) == str(found.settled)
    reason = speech.same(found.figure)
    if not same:
        other = f"Đối chiếu với {speech.source_of(found.figure)}"
        reason = speech.DIFFERENT.get(found.figure, other).format(settled=found.settled)
    yield f"  - figure: {found.figure}"
    yield f"    reported: {found.reported}"
    yield f"    verified: {found.settled}"
    yield f"    settled: {found.settled}"
    yield f"    reason: {quoted(reason)}"
    if not same and rng.random() < 0.6:
        yield f"    evidence: [{{title: {quoted(f'Bảng đối chiếu số {rng.randint(1, 40):02}, kèm theo biên bản')}}}]"


def _conclusions(rng: random.Random, visit: Visit, *, agreed: bool) -> Iterator[str]:
    different = sum(str(found.reported) != str(found.settled) for found in visit.found)
    text = speech.SOME_DIFFER if different else speech.ALL_SAME
    yield text.format(all=len(visit.found), different=different)
    yield rng.choice(speech.ENDS[agreed] if different else speech.ENDS[agreed][:1])


def _place(unit: Unit) -> str:
    # Inside a sentence the kind of a unit is written small.
    return f"Trụ sở {unit.name}" if unit.tier == "department" else f"Trụ sở UBND {unit.name[0].lower()}{unit.name[1:]}"


def _chief(unit: Unit) -> str:
    if unit.tier == "department":
        return "Phó Giám đốc" if unit.type == "so" else "Phó Trưởng ban"
    return "Chủ tịch UBND" if unit.tier == "commune" else "Phó Chủ tịch UBND"


def _tree(entries: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, value in entries.items():
        if isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from _tree(value, indent + "  ")
        else:
            yield f"{indent}{key}: {quoted(str(value))}"
