"""Attacks on what comes after the figures: questions, minutes, published results; each at its own moment."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from minhbach.diagnostics import Text
from tests.season.attacks import Attack, Scene
from tests.season.cast import LateCast, edited
from tests.season.world import World

REVIEW, DRAFTED, SUPPLEMENT, DEADLINE, FINAL = "review", "drafted", "supplement", "deadline", "final"
"""Questions are open; the final record is drafted; supplements are open; they have just closed; final is out."""

LATE_ATTACKS: dict[str, list[Attack[LateCast]]] = {}


def attack(moment: str, vi: str, en: str, threat: str, rule: str) -> Callable[[Scene[LateCast]], Scene[LateCast]]:
    def enter(scene: Scene[LateCast]) -> Scene[LateCast]:
        entry = Attack(scene.__name__.replace("_", "-"), Text(vi, en), threat, rule, scene)
        LATE_ATTACKS.setdefault(moment, []).append(entry)
        return scene

    return enter


def _amendment(cast: LateCast) -> bytes:
    figure, _, value = cast.changed.strip().partition(": ")
    lines = [
        'decision: "Quyết định giả"',
        "changes:",
        f'  - {{unit: "{cast.unit}", figure: {figure}, new: {value}, reason: "Cho đẹp"}}',
    ]
    return "\n".join([*lines, ""]).encode()


@attack(REVIEW, "Đính chính khi chưa công bố gì", "An amendment before anything is published", "T11", "amendment-early")
def early_amendment(world: World, cast: LateCast) -> int:
    return world.propose(cast.operator, {cast.amendment: _amendment(cast)}, cast.day)


@attack(
    REVIEW,
    "Đơn vị tự kết luận câu hỏi rà soát về mình",
    "A unit decides the review questions about itself",
    "T7",
    "path-protected",
)
def own_review(world: World, cast: LateCast) -> int:
    text = world.file(cast.review).replace(b"state: open", b"state: accepted")
    return world.propose(cast.clerk, {cast.review: text}, cast.day)


@attack(
    REVIEW,
    "Đơn vị tự viết biên bản kiểm tra của mình",
    "A unit writes its own inspection minutes",
    "T7",
    "path-protected",
)
def own_minutes(world: World, cast: LateCast) -> int:
    return world.propose(cast.clerk, {cast.minutes: b'team: "x"\n'}, cast.day)


@attack(
    REVIEW,
    "Đoàn kiểm tra viết biên bản của đơn vị không được giao",
    "A team writes minutes of a unit that it was not sent to",
    "T6",
    "path-protected",
)
def foreign_minutes(world: World, cast: LateCast) -> int:
    return world.propose(cast.team, {cast.foreign: b'team: "x"\n'}, cast.day)


@attack(
    SUPPLEMENT,
    "Sửa số đã báo cáo sau khi công bố sơ bộ",
    "Changing a reported figure after the preliminary publication",
    "T11",
    "milestone-published",
)
def reported_figures(world: World, cast: LateCast) -> int:
    return world.propose(cast.clerk, edited(world, cast.path, cast.line, cast.changed), cast.day)


@attack(SUPPLEMENT, "Sửa bản ghi kết quả đã công bố", "Editing a published record", "T11", "file-settled")
def published_record(world: World, cast: LateCast) -> int:
    path = cast.published("preliminary")
    return world.propose(cast.operator, {path: _better(world.file(path))}, cast.day)


@attack(
    DEADLINE,
    "Bổ sung lúc 0 giờ ngày 06/01 (17:00 UTC ngày 05)",
    "A supplement at midnight of 6 January (17:00 UTC on the 5th)",
    "T18",
    "window-closed",
)
def late_supplement(world: World, cast: LateCast) -> int:
    figure, _, value = cast.changed.strip().partition(": ")
    text = world.file(cast.path).decode()
    entry = f'  {figure}: {{value: {value}, reason: "Số liệu đến 31/12", evidence: [{{title: "Báo cáo"}}]}}\n'
    if "\nsupplement:\n" in text:
        text = text.replace("\nsupplement:\n", f"\nsupplement:\n{entry}")
    else:
        text += f"supplement:\n{entry}"
    return world.propose(cast.clerk, {cast.path: text.encode()}, cast.day)


@attack(
    DRAFTED,
    "Bản ghi bị sửa một số trước khi gửi",
    "A record with one number edited before it is sent",
    "T11",
    "record-broken",
)
def edited_record(world: World, cast: LateCast) -> int:
    return world.propose(cast.operator, {cast.published("final"): _better(cast.draft)}, cast.day)


@attack(
    DRAFTED,
    "Bản ghi bị sửa một số, mã kiểm tính lại",
    "A record with one number edited and its checksum made anew",
    "T11",
    "record-result",
)
def sealed_record(world: World, cast: LateCast) -> int:
    body, _, _ = _better(cast.draft).rpartition(b'"sha256"')
    sealed = body + f'"sha256": "{hashlib.sha256(body).hexdigest()}"\n}}\n'.encode()
    return world.propose(cast.operator, {cast.published("final"): sealed}, cast.day)


@attack(
    FINAL,
    "Sửa biên bản sau khi công bố chính thức",
    "Editing minutes after the final publication",
    "T11",
    "milestone-published",
)
def settled_minutes(world: World, cast: LateCast) -> int:
    text = world.file(cast.minutes).decode() + "# sửa\n"
    return world.propose(cast.team, {cast.minutes: text.encode()}, cast.day)


@attack(
    FINAL,
    "Sửa câu hỏi rà soát sau khi công bố chính thức",
    "Editing a review question after the final publication",
    "T11",
    "milestone-published",
)
def settled_review(world: World, cast: LateCast) -> int:
    text = world.file(cast.review).decode() + "# sửa\n"
    return world.propose(cast.operator, {cast.review: text.encode()}, cast.day)


@attack(FINAL, "Đính chính nói sai số cũ", "An amendment that gives a wrong old figure", "T11", "amendment-old")
def false_amendment(world: World, cast: LateCast) -> int:
    return world.propose(cast.operator, {cast.amendment: _amendment(cast)}, cast.day)


def _better(record: bytes) -> bytes:
    """The first unit's points, with one digit changed."""
    found = re.search(rb'"total":"[0-9]*?([1-8])', record)
    assert found is not None
    digit = b"%d" % (int(found[1]) + 1)
    return record[: found.start(1)] + digit + record[found.end(1) :]
