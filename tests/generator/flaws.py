"""What goes wrong in every round: units that stay silent, come late, leave gaps, or report something odd.

Every flaw is one that a unit may hand in: odd figures raise questions of the set's rules, never an error.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from tests.generator.profiles import Answer, Answers, NotApplicable
from tests.generator.sources import Plan, Unit

# Shares of all units, so that the flaws grow with the register.
SILENT, LATE, ODD, GAPS, NOT_APPLICABLE = 0.027, 0.04, 0.054, 0.067, 0.08
UNAPPROVED = 0.008
"""Share of the units whose approver has not approved yet."""

HARD_TO_FIND = (
    "bandwidth",
    "security_sessions",
    "plan_tasks_done",
    "it_spending",
    "incident_plan",
    "news_items",
    "public_documents_online",
    "questions_on_time",
    "email_active",
    "files_by_post",
    "payments_online",
    "files_overdue",
    "documents_signed",
    "specialised_apps",
)
"""Figures that a clerk has to ask somebody else for, and leaves open."""

PROCEDURE_FIGURES = (
    "procedures",
    "procedures_published",
    "services_level_2",
    "services_online",
    "services_used",
    "files_received",
    "files_online",
    "files_by_post",
    "payments_online",
    "files_resolved",
    "files_overdue",
    "files_in_onestop",
)

NO_PROCEDURES = "Đơn vị không trực tiếp giải quyết thủ tục hành chính của người dân, doanh nghiệp"
NO_FEES = "Các thủ tục của đơn vị chưa được cấp trên cho phép nộp phí, lệ phí trực tuyến"
NO_QUESTIONS = "Trang thông tin điện tử chưa có mục hỏi đáp, câu hỏi do huyện tiếp nhận và trả lời"


@dataclass(kw_only=True, slots=True)
class Flaws:
    """The codes of the units with each flaw; `changes` are applied to the figures of a unit.

    `unapproved` is the share of the units that nobody approves.
    """

    silent: set[str] = field(default_factory=set)
    late: set[str] = field(default_factory=set)
    changes: dict[str, Callable[[Answers], None]] = field(default_factory=dict)
    unapproved: float = UNAPPROVED


def plan_flaws(rng: random.Random, plan: Plan) -> Flaws:
    """Give each flaw to other units. Only units with a parent stay silent: the others are reminded by telephone."""
    flaws, total = Flaws(), len(plan.units)
    shuffled = list(plan.units)
    rng.shuffle(shuffled)
    free = {unit.code: unit for unit in shuffled}

    def take(number: int, candidates: Iterable[Unit]) -> Iterator[Unit]:
        for unit in list(islice(candidates, number)):
            del free[unit.code]
            yield unit

    def below() -> Iterator[Unit]:
        return (unit for unit in free.values() if unit.parent is not None)

    flaws.silent = {unit.code for unit in take(round(SILENT * total), below())}
    offices = [unit for unit in free.values() if unit.type in ("ban", "thanh-tra", "van-phong")]
    for unit in take(round(NOT_APPLICABLE * total / 4), offices):
        flaws.changes[unit.code] = _without_procedures
    for unit in take(round(NOT_APPLICABLE * total) - len(flaws.changes), below()):
        flaws.changes[unit.code] = rng.choice((_without_fees, _without_questions))
    for index in range(round(ODD * total)):
        oddity = ODDITIES[index % len(ODDITIES)]
        for unit in take(1, (unit for unit in free.values() if unit.tier == oddity.tier)):
            flaws.changes[unit.code] = oddity.change
    for unit in take(round(GAPS * total), free.values()):
        flaws.changes[unit.code] = _gaps(rng.sample(HARD_TO_FIND, rng.randint(1, 3)))
    flaws.late = {unit.code for unit in take(round(LATE * total), free.values())}
    return flaws


def plan_few_flaws(rng: random.Random, plan: Plan) -> Flaws:
    """A later round goes better: two stay silent, some come late, everything is answered and approved."""
    flaws = plan_flaws(rng, plan)
    return Flaws(silent=set(sorted(flaws.silent)[:2]), late=flaws.late, unapproved=0)


# Not applicable ---------------------------------------------------------------


def _without_procedures(answers: Answers) -> None:
    for figure in PROCEDURE_FIGURES:
        answers[figure] = NotApplicable(NO_PROCEDURES)


def _without_fees(answers: Answers) -> None:
    answers["payments_online"] = NotApplicable(NO_FEES)


def _without_questions(answers: Answers) -> None:
    answers["questions"] = answers["questions_on_time"] = NotApplicable(NO_QUESTIONS)


# Gaps -------------------------------------------------------------------------


def _gaps(figures: list[str]) -> Callable[[Answers], None]:
    def change(answers: Answers) -> None:
        for figure in figures:
            answers.pop(figure, None)

    return change


# Odd figures ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Oddity:
    """Figures that make the rule named in the docstring of `change` ask a question."""

    tier: str
    change: Callable[[Answers], None]


def _number(answers: Answers, figure: str) -> int:
    value: Answer = answers[figure]
    if not isinstance(value, int):
        raise TypeError(f"{figure} is not a count: {value!r}")
    return value


def _all_ready(answers: Answers) -> None:
    """readiness-all-full: every share of infrastructure and workforce is exactly 100%."""
    officials = _number(answers, "officials")
    whole = ("officials_with_computer", "computers", "computers_online", "computers_protected", "computers_on_lan")
    for figure in (*whole, "officials_trained", "officials_skilled"):
        answers[figure] = officials
    answers["has_lan"] = "có"


def _all_done(answers: Answers) -> None:
    """results-all-full: every share of procedures, files and documents is exactly 100%."""
    answers["procedures_published"] = answers["procedures"]
    answers["files_online"] = answers["files_in_onestop"] = answers["files_received"]
    answers["documents_electronic"] = answers["documents_signed"] = answers["documents_out"]
    if _number(answers, "services_online") == 0:
        answers["services_online"] = answers["services_used"] = 4


def _school_computers(answers: Answers) -> None:
    """many-computers: the machines of a school were counted."""
    answers["computers"] = 2 * _number(answers, "officials") + 17


def _kilobits(answers: Answers) -> None:
    """bandwidth-plausible: the contract was read wrongly."""
    answers["bandwidth"] = "300"


def _old_accounts(answers: Answers) -> None:
    """many-accounts: nobody closed the accounts of people who left."""
    answers["email_accounts"] = _number(answers, "officials") + 14


def _thousand_dong(answers: Answers) -> None:
    """it-spending-high: ten times too much."""
    answers["it_spending"] = f"{Decimal(str(answers['total_spending'])) * Decimal('0.125'):.1f}"


def _two_years(answers: Answers) -> None:
    """resolved-plausible: the files of last year were counted too."""
    answers["files_resolved"] = round(_number(answers, "files_received") * 1.4)


def _forgotten_commune(answers: Answers) -> None:
    """sum-differs: some communes were left out of the district's total."""
    answers["commune_officials"] = round(_number(answers, "commune_officials") * 0.8)


ODDITIES = (
    Oddity("commune", _all_ready),
    Oddity("district", _forgotten_commune),
    Oddity("commune", _school_computers),
    Oddity("department", _thousand_dong),
    Oddity("commune", _kilobits),
    Oddity("commune", _all_done),
    Oddity("commune", _two_years),
    Oddity("commune", _old_accounts),
)
