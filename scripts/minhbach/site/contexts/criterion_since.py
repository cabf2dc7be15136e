"""How a criterion went since the round before, where both rounds ask the same; otherwise why it is not compared."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from minhbach.exact import rounded
from minhbach.model.criteria import CriteriaSet, Criterion
from minhbach.model.units import Tier
from minhbach.site import addresses
from minhbach.site.contexts.criterion_results import scored
from minhbach.site.contexts.spread import parts_of
from minhbach.site.contexts.view import Link, RoundView
from minhbach.site.writing import Writer


@dataclass(frozen=True, kw_only=True, slots=True)
class TierSince:
    """A tier: its mean share in both rounds and how many of the units that go on rose and fell; or a `reason`."""

    tier: str
    reason: str
    before: str
    now: str
    change: str
    up: str
    down: str
    same: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Since:
    """`before` is the criterion's page in that round, if it was asked there; a `reason` stands for all tiers."""

    round: str
    before: Link | None
    reason: str
    tiers: tuple[TierSince, ...]


def since(view: RoundView, item: Criterion, before: RoundView | None) -> Since:
    """`before` is the round before, None when this is the first one here."""
    write, comparison = view.write, view.source.comparison
    if before is None:
        reason = write.say("Đây là đợt đầu tiên có ở đây.", "This is the first round here.")
        return Since(round="", before=None, reason=reason, tiers=())
    then = next((found for found in before.criteria.criteria() if found.id == item.id), None)
    page = Link(_page_title(write, before.id), addresses.criterion(before.id, item.id)) if then else None
    if then is None:
        reason = write.say(
            f"Không so sánh được: đợt {before.id} không có tiêu chí này.",
            f"Not comparable: round {before.id} has no such criterion.",
        )
    elif comparison is None or comparison.before is not before.results:
        reason = write.say(
            "Chưa so sánh: chỉ so khi cả hai đợt đã có kết quả chính thức.",
            "Not compared yet: only once both rounds have final results.",
        )
    else:
        tiers = tuple(_tier(view, before, item, then, tier) for tier in view.criteria.tiers if tier.id in item.points)
        return Since(round=before.id, before=page, reason="", tiers=tiers)
    return Since(round=before.id, before=page, reason=reason, tiers=())


def _page_title(write: Writer, round_id: str) -> str:
    return write.say(f"Tiêu chí này ở đợt {round_id}", f"This criterion in round {round_id}")


def _tier(view: RoundView, before: RoundView, item: Criterion, then: Criterion, tier: Tier) -> TierSince:
    write = view.write
    reason = _obstacle(view, before, item, then, tier)
    means = [each.spreads.of(tier.id, item.id).mean for each in (before, view)]
    if not reason and None in means:
        reason = write.say("không đơn vị nào có điểm ở cả hai đợt", "no unit has points in both rounds")
    if reason or means[0] is None or means[1] is None:
        reason = write.say("Không so sánh được: ", "Not comparable: ") + reason
        return TierSince(
            tier=write.text(tier.title), reason=reason, before="", now="", change="", up="", down="", same=""
        )
    up, down, same = _moves(view, before, item, tier)
    return TierSince(
        tier=write.text(tier.title),
        reason="",
        before=write.share(means[0]),
        now=write.share(means[1]),
        change=_change(write, _shown(means[1]) - _shown(means[0])),
        up=write.number(up),
        down=write.number(down),
        same=write.number(same),
    )


def _obstacle(view: RoundView, before: RoundView, item: Criterion, then: Criterion, tier: Tier) -> str:
    """Why the criterion does not mean the same in both rounds; empty when it does."""
    write = view.write
    if tier.id not in then.points:
        return write.say(
            f"đợt {before.id} không đánh giá tiêu chí này ở cấp này",
            f"round {before.id} did not assess it in this tier",
        )
    if then.points[tier.id] != item.points[tier.id]:
        now, old = write.short_points(item.points[tier.id]), write.short_points(then.points[tier.id])
        return write.say(
            f"điểm tối đa là {now}, đợt {before.id} là {old}",
            f"the maximum is {now} points, in round {before.id} it was {old}",
        )
    if not same_question(view.criteria, item, before.criteria, then):
        return write.say(
            f"cách tính hoặc số liệu được hỏi khác với đợt {before.id}",
            f"formula or figures asked differ from round {before.id}",
        )
    return ""


def same_question(now: CriteriaSet, item: Criterion, before: CriteriaSet, then: Criterion) -> bool:
    """Whether both ask for the same figures and score them the same way; points may differ."""
    if (item.role, item.form) != (then.role, then.form):
        return False
    return all(_kind(now, name) == _kind(before, name) for name in item.form.names())


def _kind(criteria: CriteriaSet, name: str) -> object:
    figure = criteria.figures.get(name)
    return (figure.kind, figure.unit, tuple(figure.options)) if figure is not None else None


def _shown(mean: Fraction) -> Decimal:
    """In per cent as it stands on the page, so that a change is the difference of the two numbers beside it."""
    return rounded(mean * 100, 1)


def _change(write: Writer, change: Decimal) -> str:
    """`tăng 5,2 điểm phần trăm`: shares differ by percentage points, not by per cent."""
    amount = write.number(abs(change))
    if not change:
        return write.say("không đổi", "unchanged")
    if change > 0:
        return write.say(f"▲ tăng {amount} điểm phần trăm", f"▲ up {amount} percentage points")
    return write.say(f"▼ giảm {amount} điểm phần trăm", f"▼ down {amount} percentage points")


def _moves(view: RoundView, before: RoundView, item: Criterion, tier: Tier) -> tuple[int, int, int]:
    """How many units that were in the round before rose, fell and stayed, by the exact share of their points."""
    comparison = view.source.comparison
    lines = comparison.by_unit if comparison is not None else {}
    past = {result.unit.code: parts_of(score) for result, score in scored(before, tier, item)}
    up = down = same = 0
    for result, score in scored(view, tier, item):
        line = next(iter(lines[result.unit.code].values()))
        parts, then = parts_of(score), past.get(line.against.unit.code) if line.against is not None else None
        if parts is None or then is None:
            continue
        gain = parts[0] * then[1] - then[0] * parts[1]
        up, down, same = up + (gain > 0), down + (gain < 0), same + (gain == 0)
    return up, down, same
