"""A round as it grows: the files of each stage. The last version of every file is what is committed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path

from tests.generator import speech
from tests.generator.accounts import account_groups
from tests.generator.later import Asked, Later
from tests.generator.minutes import minutes_text
from tests.generator.profiles import NotApplicable
from tests.generator.sources import Unit
from tests.generator.writing import accounts_text, quoted, receipts_text, written_answer

STAGES = ("reported", "questioned", "answered", "decided", "inspected", "supplemented", "settled", "amended")
SEED = "651"
WRITTEN = ("reviews", "inspections", "amendments")
"""Folders of a round whose files are all the generator's, beside those of the units."""


def stage_files(root: Path, round_id: str, stage: str, seed: str = SEED) -> dict[str, bytes]:
    """The files that a stage writes, by path from the root. Raises KeyError for a stage that there is not."""
    return dict(_stages(root, round_id, seed)[stage])


def committed_files(root: Path, round_id: str, seed: str = SEED) -> dict[str, bytes]:
    """Every file at the end of the round, the registers of accounts and receipt included."""
    files: dict[str, bytes] = {}
    for stage in STAGES:
        files |= stage_files(root, round_id, stage, seed)
    return files | registers(root, round_id, seed)


def write_round(root: Path, out: Path, round_id: str, seed: str) -> tuple[int, int]:
    """Write all files of a round below `out`; return how many units handed in and how many did not."""
    files = committed_files(root, round_id, seed)
    later = _later(root, round_id, seed)
    folder = out / "submissions" / round_id
    stale = [folder / unit.path for unit in later.plan.units]
    for old in (*stale, *(old for name in WRITTEN for old in (folder / name).glob("*.yaml"))):
        old.unlink(missing_ok=True)
    _write(out, files)
    return len(later.reported), len(later.plan.units) - len(later.reported)


def write_reported(root: Path, out: Path, round_id: str, seed: str) -> None:
    """Write what units first hand in, with its receipts and accounts: no questions, no visits. For large registers."""
    later = Later(root, round_id, seed)
    folder = f"submissions/{round_id}"
    files = {f"{folder}/{path}": text.encode() for path, text in later.reported.items()}
    files[f"{folder}/receipts.yaml"] = receipts_text(later.receipts).encode()
    files[f"{folder}/accounts.yaml"] = accounts_text(account_groups(later.plan)).encode()
    _write(out, files)


def _write(out: Path, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        place = out / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def registers(root: Path, round_id: str, seed: str = SEED) -> dict[str, bytes]:
    later = _later(root, round_id, seed)
    folder = f"submissions/{round_id}"
    visited = [(visit.unit.code, visit.team) for visit in later.visits]
    made = {f"{folder}/receipts.yaml": receipts_text(later.receipts).encode()}
    if later.empty is None:
        made[f"{folder}/accounts.yaml"] = accounts_text(account_groups(later.plan, visited)).encode()
    # A later round carries its accounts over when it is opened.
    return made


@cache
def _later(root: Path, round_id: str, seed: str) -> Later:
    return Later(root, round_id, seed)


@cache
def _stages(root: Path, round_id: str, seed: str) -> Mapping[str, Mapping[str, bytes]]:
    later = _later(root, round_id, seed)
    folder = f"submissions/{round_id}"
    reported = {f"{folder}/{path}": text for path, text in later.reported.items()}
    answered = dict(_answered(later, reported, folder))
    supplemented = dict(_supplemented(later, {**reported, **answered}, folder))
    made: dict[str, dict[str, str]] = {
        "reported": reported,
        "questioned": dict(_reviews(later, folder, opened=True)),
        "answered": answered,
        "decided": dict(_reviews(later, folder, opened=False)),
        "inspected": {
            f"{folder}/inspections/{visit.unit.code}.yaml": minutes_text(later, visit, late=True)
            for visit in later.visits
        },
        "supplemented": supplemented,
        "settled": {
            f"{folder}/inspections/{visit.unit.code}.yaml": minutes_text(later, visit, late=False)
            for visit in later.visits
            if visit.late
        },
        "amended": dict(_amendments(later, folder)),
    }
    return {stage: {path: text.encode() for path, text in files.items()} for stage, files in made.items()}


# Questions and answers ---------------------------------------------------------


def _reviews(later: Later, folder: str, *, opened: bool) -> Iterator[tuple[str, str]]:
    for unit, questions in _by_unit(later.questions):
        lines = [f"# Câu hỏi rà soát gửi {unit.name} (minh họa)", "questions:"]
        for asked in questions:
            state = "open" if opened else asked.ends
            lines += [
                f"  - id: {asked.id}",
                f"    figure: {asked.figure}",
                f"    rule: {asked.rule}",
                f"    asked: {asked.asked.isoformat()}",
                f"    question: {quoted(asked.text)}",
                f"    state: {state}",
            ]
        yield f"{folder}/reviews/{unit.code}.yaml", "\n".join(lines) + "\n"


def _by_unit(questions: Sequence[Asked]) -> Iterator[tuple[Unit, list[Asked]]]:
    units = dict.fromkeys(asked.unit for asked in questions)
    return ((unit, [asked for asked in questions if asked.unit is unit]) for unit in units)


def _answered(later: Later, reported: Mapping[str, str], folder: str) -> Iterator[tuple[str, str]]:
    for unit, questions in _by_unit(later.questions):
        path = f"{folder}/{unit.path}"
        text = reported[path]
        for asked in questions:
            if asked.filled is not None:
                text = _filled(later, unit, text, asked)
        yield path, text + _explanations(later, questions)


def _filled(later: Later, unit: Unit, text: str, asked: Asked) -> str:
    """The file with one figure more, after the figure that stands before it on the form."""
    order = [figure for group in later.plan.forms[unit.tier] for figure in group.figures]
    before = order[: order.index(asked.figure)]
    lines = text.splitlines()
    places = [index for index, line in enumerate(lines) if line.startswith(tuple(f"  {name}: " for name in before))]
    answer = asked.filled
    assert answer is not None
    assert not isinstance(answer, NotApplicable)
    lines.insert(places[-1] + 1, f"  {asked.figure}: {written_answer(answer)}")
    return "\n".join(lines) + "\n"


def _explanations(later: Later, questions: Sequence[Asked]) -> str:
    words = {"as_of": f"{later.plan.as_of:%d/%m/%Y}"}
    lines = ["explanations:"]
    for asked in questions:
        rng = later.rng(f"explains:{asked.unit.code}:{asked.id}")
        rule = "filled" if asked.filled is not None else asked.rule
        text = speech.explain(rng, asked.unit, asked.figure, rule, {**words, "lies": asked.lies})
        evidence = ""
        if asked.rule != "figure-missing" and rng.random() < 0.5:
            day = asked.asked + timedelta(days=rng.randint(1, 4))
            title = f"Báo cáo số {rng.randint(240, 275)}/BC-{_body(asked.unit)} ngày {day:%d/%m/%Y} giải trình số liệu"
            evidence = f", evidence: [{{title: {quoted(title)}}}]"
        lines.append(f"  {asked.id}: {{text: {quoted(text)}{evidence}}}")
    return "\n".join(lines) + "\n"


# Supplements and the amendment ---------------------------------------------------


def _supplemented(later: Later, files: Mapping[str, str], folder: str) -> Iterator[tuple[str, str]]:
    for unit in later.plan.units:
        risen = later.supplements.get(unit.code)
        if risen is None:
            continue
        rng, year = later.rng(f"supplement:{unit.code}"), later.plan.as_of.year
        lines = [f"supplement:  # bổ sung, điều chỉnh đến 31/12/{year}"]
        for item in risen:
            title = f"Báo cáo số {rng.randint(280, 330)}/BC-{_body(unit)} ngày {rng.randint(26, 31)}/12/{year}"
            lines += [
                f"  {item.figure}:",
                f"    value: {item.after}",
                f"    reason: {quoted(rng.choice(speech.RISEN[item.figure]))}",
                f"    evidence: [{{title: {quoted(title)}}}]",
            ]
        yield f"{folder}/{unit.path}", files[f"{folder}/{unit.path}"] + "\n".join(lines) + "\n"


def _body(unit: Unit) -> str:
    return unit.code.upper() if unit.tier == "department" else "UBND"


def _amendments(later: Later, folder: str) -> Iterator[tuple[str, str]]:
    if later.amended is None:
        return
    unit, figure, old, new = later.amended
    reason = f"{unit.name} báo cáo nhầm cả văn bản gửi bản quét không ký số, phát hiện qua kiến nghị sau công bố"
    decision = "Quyết định số 152/QĐ-UBND ngày 28/01/2020 của UBND tỉnh (giả định) về việc đính chính kết quả đánh giá"
    change = f"{{unit: {quoted(unit.code)}, figure: {figure}, old: {old}, new: {new}, reason: {quoted(reason)}}}"
    yield f"{folder}/amendments/01.yaml", f"decision: {quoted(decision)}\nchanges:\n  - {change}\n"
