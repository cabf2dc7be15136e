"""How the criteria of a round differ from those of the round before: what was added, dropped, weighed or asked anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from minhbach.exact import NO_BREAK_SPACE
from minhbach.model.criteria import CriteriaSet, Criterion
from minhbach.model.units import Tier
from minhbach.site import addresses
from minhbach.site.contexts.criteria import declared_points
from minhbach.site.contexts.criterion_since import same_question
from minhbach.site.contexts.view import Link, RoundView


@dataclass(frozen=True, slots=True)
class ChangedCriterion:
    criterion: Link
    changes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SetChanges:
    """`round` is the one before, empty when there is none here. `whole` are differences of the set itself.

    `same`: the very same criteria with the same points, formulas and levels.
    """

    round: str
    method: Link | None
    same: bool
    whole: tuple[str, ...]
    added: tuple[Link, ...]
    dropped: tuple[Link, ...]
    changed: tuple[ChangedCriterion, ...]


NOTHING = SetChanges(round="", method=None, same=False, whole=(), added=(), dropped=(), changed=())


def set_changes(view: RoundView, before: RoundView | None) -> SetChanges:
    if before is None:
        return NOTHING
    now, old = ({item.id: item for item in each.criteria.criteria()} for each in (view, before))
    whole = tuple(_whole(view, before))
    added = tuple(_link(view, view.id, item) for name, item in now.items() if name not in old)
    dropped = tuple(_link(view, before.id, item) for name, item in old.items() if name not in now)
    pairs = ((item, old[name]) for name, item in now.items() if name in old)
    changed = tuple(found for item, then in pairs if (found := _changed(view, before, item, then)).changes)
    title = view.write.say(f"phương pháp của đợt {before.id}", f"method of round {before.id}")
    return SetChanges(
        round=before.id,
        method=Link(title, addresses.method(before.id)),
        same=not (whole or added or dropped or changed),
        whole=whole,
        added=added,
        dropped=dropped,
        changed=changed,
    )


def _link(view: RoundView, round_id: str, item: Criterion) -> Link:
    return Link(f"{item.number} {view.write.text(item.title)}".strip(), addresses.criterion(round_id, item.id))


def _whole(view: RoundView, before: RoundView) -> Iterator[str]:
    """Tiers, totals, how units are ranked, levels, rounding."""
    write, now, old = view.write, view.criteria, before.criteria
    for tier in now.tiers:
        if tier.id not in {item.id for item in old.tiers}:
            title = write.text(tier.title)
            yield write.say(f"thêm cấp được đánh giá: {title}", f"a tier is new: {title}")
        elif old.totals.get(tier.id) != now.totals.get(tier.id):
            yield _moved(view, tier, now, old)
    for tier in old.tiers:
        if tier.id not in {item.id for item in now.tiers}:
            title = write.text(tier.title)
            yield write.say(f"không còn đánh giá cấp: {title}", f"a tier is no longer assessed: {title}")
    if (now.ranked_by, now.conversion) != (old.ranked_by, old.conversion):
        yield write.say("cách xếp hạng hoặc quy đổi khác trước", "units are ranked or points converted another way")
    if _levels(now) != _levels(old):
        yield write.say("mức xếp loại hoặc điều kiện của mức khác trước", "levels or their conditions differ")
    if view.publication != before.publication:
        yield write.say("cách làm tròn hoặc căn cứ xếp hạng khác trước", "rounding or what ranks rest on differs")


def _moved(view: RoundView, tier: Tier, now: CriteriaSet, old: CriteriaSet) -> str:
    write, title = view.write, view.write.text(tier.title)
    new, then = (declared_points(write, item.totals.get(tier.id)) for item in (now, old))
    return write.say(f"tổng điểm, {title}: {then} → {new}", f"total points, {title}: {then} → {new}")


def _levels(criteria: CriteriaSet) -> object:
    return [(level.id, level.at_least, level.conditions) for level in criteria.levels]


def _changed(view: RoundView, before: RoundView, item: Criterion, then: Criterion) -> ChangedCriterion:
    return ChangedCriterion(_link(view, view.id, item), tuple(_changes(view, before, item, then)))


def _changes(view: RoundView, before: RoundView, item: Criterion, then: Criterion) -> Iterator[str]:
    write = view.write
    for tier in view.criteria.tiers:
        new, old = item.points.get(tier.id), then.points.get(tier.id)
        if new != old:
            unit = f"{NO_BREAK_SPACE}{write.say('điểm', 'points')}"
            yield f"{write.text(tier.title)}: {declared_points(write, old)} → {declared_points(write, new)}{unit}"
    if not same_question(view.criteria, item, before.criteria, then):
        yield write.say("cách tính hoặc số liệu được hỏi khác trước", "formula or figures asked differ")
    if item.evidence != then.evidence:
        yield write.say("yêu cầu về tài liệu kiểm chứng khác trước", "the evidence asked for differs")
