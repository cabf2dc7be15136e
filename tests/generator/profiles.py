"""How the figures of a unit come about: a size for its tier, and a hidden maturity that moves all of them together.

A share runs from what an unready unit has (`low`) to what a ready one has (`high`), with some noise. Parts are drawn
from their wholes, so that no logic rule of the set is broken by chance.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tests.generator.sources import Unit


@dataclass(frozen=True, slots=True)
class NotApplicable:
    reason: str


Answer: TypeAlias = int | str | NotApplicable
"""A count, a word of the form (or an amount as text), or not applicable with its reason."""

Answers: TypeAlias = dict[str, Answer]

Range: TypeAlias = tuple[int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Size:
    """Magnitudes of a tier."""

    officials: Range
    divisions: Range
    bandwidth: Sequence[int]
    """Contracts on the market, the slowest first."""
    sections: int
    procedures: Range
    files: Range
    documents: Range
    spending: Range
    tasks: Range
    questions: Range
    apps: Range


SIZES = {
    "department": Size(
        officials=(32, 78),
        divisions=(6, 12),
        bandwidth=(40, 60, 80, 100, 120, 150),
        sections=14,
        procedures=(45, 150),
        files=(400, 5200),
        documents=(1400, 4200),
        spending=(6000, 16000),
        tasks=(6, 14),
        questions=(2, 40),
        apps=(2, 6),
    ),
    "district": Size(
        officials=(78, 112),
        divisions=(13, 18),
        bandwidth=(80, 100, 120, 150, 200, 300),
        sections=16,
        procedures=(230, 270),
        files=(3500, 9800),
        documents=(3800, 7600),
        spending=(24000, 46000),
        tasks=(8, 16),
        questions=(3, 45),
        apps=(2, 6),
    ),
    "commune": Size(
        officials=(18, 23),
        divisions=(0, 0),
        bandwidth=(16, 20, 30, 40, 50, 60),
        sections=8,
        procedures=(108, 136),
        files=(240, 1900),
        documents=(260, 820),
        spending=(4200, 7600),
        tasks=(3, 8),
        questions=(0, 9),
        apps=(1, 4),
    ),
}

# Mean maturity by tier, and what the type of a unit adds to it: towns are better off than remote communes.
MEANS = {"department": 0.61, "district": 0.55, "commune": 0.43}
SPREADS = {"department": 0.13, "district": 0.10, "commune": 0.15}
TYPES = {"phuong": 0.18, "thi-tran": 0.15, "thanh-pho": 0.14, "quan": 0.14, "thi-xa": 0.10}
LIMITS = {"department": (0.36, 0.80), "district": (0.34, 0.80), "commune": (0.27, 0.82)}


def maturity(rng: random.Random, unit: Unit, neighbourhood: float) -> float:
    """How far a unit has come, within 0 and 1. Units of one district share a neighbourhood."""
    mean = MEANS[unit.tier] + TYPES.get(unit.type, 0.0) + neighbourhood
    least, most = LIMITS[unit.tier]
    return min(most, max(least, rng.gauss(mean, SPREADS[unit.tier])))


class Draw:
    """Random draws that depend on maturity."""

    def __init__(self, rng: random.Random, maturity: float) -> None:
        self.rng = rng
        self.maturity = maturity

    def share(self, low: float, high: float, spread: float = 0.07) -> float:
        """A share from `low` (unready) to `high` (ready), with noise, within 0 and 1."""
        return min(1.0, max(0.0, low + (high - low) * self.maturity + self.rng.gauss(0.0, spread)))

    def part(self, whole: int, low: float, high: float, spread: float = 0.07) -> int:
        return min(whole, round(whole * self.share(low, high, spread)))

    def count(self, low: int, high: int) -> int:
        """A count in the range, higher for a ready unit."""
        return round(low + (high - low) * self.share(0.05, 0.95, 0.18))

    def size(self, limits: Range) -> int:
        """A magnitude that has nothing to do with maturity."""
        return self.rng.randint(*limits)

    def yes(self, low: float, high: float) -> bool:
        return self.rng.random() < low + (high - low) * self.maturity

    def level(self, words: Sequence[str], spread: float = 0.16) -> str:
        """One of the words, the best first."""
        at = int((1.0 - self.share(0.05, 0.95, spread)) * len(words))
        return words[min(at, len(words) - 1)]


def word(value: bool) -> str:  # noqa: FBT001 - the value is what is written
    return "có" if value else "không"


def figures_of(rng: random.Random, unit: Unit, level: float) -> Answers:
    """All figures that any criteria of the set may ask of the unit, but for sums over its children."""
    draw, size = Draw(rng, level), SIZES[unit.tier]
    town = 2 if unit.tier == "commune" and unit.type != "xa" else 0
    officials = draw.size(size.officials) + town
    answers: Answers = {"officials": officials}
    answers |= _infrastructure(draw, size, officials)
    answers |= _workforce(draw, officials)
    answers |= _policy(draw, size)
    answers |= _presence(draw, size)
    answers |= _interaction(draw, size, officials, _count(answers, "procedures"))
    answers |= _transaction(draw, size, _count(answers, "services_level_2"))
    answers |= _transformation(draw, size, answers)
    return answers


def _count(answers: Answers, figure: str) -> int:
    value = answers[figure]
    if not isinstance(value, int):
        raise TypeError(f"{figure} is not a count: {value!r}")
    return value


def _infrastructure(draw: Draw, size: Size, officials: int) -> Answers:
    equipped = draw.part(officials, 0.58, 1.04)
    computers = equipped + draw.rng.randint(1, 2 + officials // 10)
    lan = draw.yes(0.35, 1.25)
    divisions = draw.size(size.divisions)
    return {
        "officials_with_computer": equipped,
        "computers": computers,
        "computers_online": draw.part(computers, 0.62, 1.05),
        # At least one machine is the exception: exactly 100% everywhere is a flaw, made on purpose elsewhere.
        "computers_protected": min(computers - 1, draw.part(computers, -0.05, 1.0, 0.12)),
        "has_lan": word(lan),
        "computers_on_lan": draw.part(computers, 0.45, 1.05, 0.1) if lan else 0,
        "bandwidth": draw.level([str(speed) for speed in reversed(size.bandwidth)]),
        "has_wan_link": word(draw.yes(0.3, 1.2)),
        "divisions": divisions,
        "divisions_on_wan": draw.part(divisions, 0.15, 1.1, 0.12),
        "has_ups": word(draw.yes(0.2, 1.0)),
        "has_data_backup": word(draw.yes(0.1, 1.1)),
        "onestop_has_scanner": word(draw.yes(0.25, 1.15)),
        "onestop_has_lookup": word(draw.yes(0.05, 0.95)),
    }


def _workforce(draw: Draw, officials: int) -> Answers:
    officer = draw.level(("chuyên trách", "kiêm nhiệm", "kiêm nhiệm", "không có"))
    trained = draw.part(officials, 0.08, 0.85, 0.1)
    return {
        "it_officer": officer,
        "it_officer_degree": word(officer != "không có" and draw.yes(0.02, 1.0)),
        "it_officer_certificate": word(officer != "không có" and draw.yes(0.3, 0.9)),
        "officials_trained": trained,
        "officials_skilled": draw.part(officials, 0.35, 1.08, 0.07),
        "security_sessions": draw.count(0, 4),
    }


def _policy(draw: Draw, size: Size) -> Answers:
    chair = draw.level(("cấp trưởng", "cấp trưởng", "cấp trưởng", "cấp phó", "không có"))
    plan = draw.yes(0.6, 1.3)
    tasks = draw.size(size.tasks) if plan else 0
    spending = draw.size(size.spending)
    on_it = spending * draw.share(0.002, 0.014, 0.0015)
    return {
        "chair": chair,
        "meetings": 0 if chair == "không có" else draw.count(0, 5),
        "has_plan": word(plan),
        "plan_tasks": tasks,
        "plan_tasks_done": draw.part(tasks, 0.25, 1.0, 0.12),
        "has_security_regulation": word(draw.yes(0.15, 1.15)),
        "has_document_regulation": word(draw.yes(0.2, 1.15)),
        "has_website_regulation": word(draw.yes(0.05, 1.1)),
        "it_spending": f"{on_it:.1f}",
        "total_spending": f"{spending}",
        "incident_plan": draw.level(("đã ban hành", "đang xây dựng", "chưa có")),
        "it_initiatives": 1 if draw.yes(-0.25, 0.35) else 0,
        "reports_late": draw.rng.choice((0, 0, 1)) if draw.maturity > 0.5 else draw.rng.choice((0, 0, 1, 1, 2, 3)),
    }


def _presence(draw: Draw, size: Size) -> Answers:
    kind = draw.level(("trang riêng", "trang riêng", "chuyên mục", "không có"))
    site = kind != "không có"
    sections = size.sections + draw.rng.randint(-1, 1)
    procedures = draw.size(size.procedures)
    documents = draw.rng.randint(12, 60)
    return {
        "site_kind": kind,
        "sections_required": sections,
        "sections_published": draw.part(sections, 0.3, 1.02, 0.1) if site else 0,
        "news_items": draw.count(2, 95) if site else 0,
        "procedures": procedures,
        "procedures_published": draw.part(procedures, 0.55, 1.1),
        "public_documents": documents,
        "public_documents_online": draw.part(documents, 0.2, 1.05, 0.1) if site else 0,
        "site_has_search": word(site and draw.yes(0.3, 1.15)),
        "site_is_mobile": word(site and draw.yes(0.15, 1.0)),
        "site_has_map": word(site and draw.yes(0.3, 1.1)),
    }


def _interaction(draw: Draw, size: Size, officials: int, procedures: int) -> Answers:
    questions = draw.size(size.questions)
    accounts = draw.part(officials, 0.5, 1.1) + draw.rng.randint(0, 2)
    channels = draw.count(0, 5)
    feedback = draw.rng.randint(0, 12) if channels else 0
    return {
        "services_level_2": draw.part(procedures, 0.45, 1.05),
        "questions": questions,
        "questions_on_time": draw.part(questions, 0.5, 1.08, 0.08),
        "email_accounts": accounts,
        "email_active": draw.part(accounts, 0.2, 1.0, 0.1),
        "feedback_channels": channels,
        "feedback_received": feedback,
        "feedback_handled": draw.part(feedback, 0.45, 1.1, 0.1),
    }


def _transaction(draw: Draw, size: Size, level_2: int) -> Answers:
    online = draw.part(level_2, 0.0, 0.52, 0.06)
    used = draw.part(online, 0.05, 0.85, 0.1)
    files = draw.size(size.files)
    resolved = files - draw.rng.randint(0, files // 25)
    sent = min(files, max(used, draw.part(files, -0.06, 0.42, 0.04))) if used else 0
    return {
        "services_online": online,
        "services_used": used,
        "files_received": files,
        "files_online": sent,
        "files_by_post": draw.part(files, 0.0, 0.2, 0.03),
        "payments_online": draw.part(files, -0.03, 0.1, 0.015),
        "files_resolved": resolved,
        "files_overdue": draw.part(resolved, 0.11, 0.0, 0.015),
    }


def _transformation(draw: Draw, size: Size, answers: Answers) -> Answers:
    documents = draw.size(size.documents)
    electronic = draw.part(documents, 0.4, 1.03)
    officials, divisions = _count(answers, "officials"), _count(answers, "divisions")
    return {
        "documents_out": documents,
        "documents_electronic": electronic,
        "documents_signed": draw.part(electronic, -0.05, 0.85, 0.08),
        "divisions_using_dms": draw.part(divisions, 0.5, 1.1),
        "officials_using_dms": draw.part(officials, 0.3, 1.08, 0.08),
        "files_in_onestop": draw.part(_count(answers, "files_received"), 0.15, 1.05, 0.09),
        "specialised_apps": draw.count(*size.apps),
    }


def sums_of(rng: random.Random, level: float, children: Sequence[Answers]) -> Answers:
    """A parent's figures over all its children, also over those that will not hand in."""
    return {
        "commune_officials": sum(_count(child, "officials") for child in children),
        "commune_officials_trained": sum(_count(child, "officials_trained") for child in children),
        "total_communes": len(children),
        "video_communes": Draw(rng, level).part(len(children), 0.1, 1.0, 0.1),
    }
