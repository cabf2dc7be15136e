"""Pages of the units of a round."""

from __future__ import annotations

from collections.abc import Iterator

from minhbach.model.inspection import Inspection
from minhbach.model.units import Unit
from minhbach.site import addresses
from minhbach.site.contexts import approval, area, minutes, unit, unit_rounds
from minhbach.site.contexts.view import Link, RoundView
from minhbach.site.jobs.maker import Maker
from minhbach.site.pages import PageJob


class UnitJobs(Maker):
    """Units, areas, what approvers look at, minutes."""

    def unit_pages(self, view: RoundView) -> Iterator[PageJob]:
        newest = unit_rounds.newest_pages(self.site, self.lives, view)
        for item in view.source.shown_units:
            yield self._unit(view, item, newest.get(item.code))
        for item in view.source.shown_units:
            if item.code in view.register.children:
                yield self._area(view, item)
                yield self._approval(view, item)

    def _unit(self, view: RoundView, item: Unit, newest: Link | None) -> PageJob:
        def words(page: unit.UnitPage) -> tuple[str, str]:
            place = page.places[0] if page.places else None
            standing = page.status
            if place:
                standing = self.say(
                    f"hạng {place.rank} trong {place.of}, {place.total} điểm",
                    f"rank {place.rank} of {place.of}, {place.total} points",
                )
            return (
                f"{_full_name(page)}{self.round_name(view)}",
                f"{item.name} ({item.code}), {page.tier}: {standing}. {view.head.status}.",
            )

        address = addresses.unit(view.id, item.code)
        return self.page(address, "unit.html", lambda: unit.build(view, item, newest), words)

    def _area(self, view: RoundView, item: Unit) -> PageJob:
        return self.page(
            addresses.area(view.id, item.code),
            "area.html",
            lambda: area.build(view, item),
            lambda _: (
                self.say(f"Địa bàn {item.name}", f"Area of {item.name}") + self.round_name(view),
                self.say(
                    f"{item.name} và các đơn vị trực thuộc: kết quả, tình hình nộp và duyệt số liệu.",
                    f"{item.name} and the units below it: results, handing in and approval of figures.",
                ),
            ),
        )

    def _approval(self, view: RoundView, item: Unit) -> PageJob:
        return self.page(
            addresses.approval(view.id, item.code),
            "approval.html",
            lambda: approval.build(view, item),
            lambda _: (
                self.say(f"Duyệt số liệu: {item.name}", f"Approval of figures: {item.name}") + self.round_name(view),
                self.say(
                    f"Dành cho người duyệt của {item.name}: điều đang chờ duyệt, điều khác thường, cách duyệt.",
                    f"For the approvers of {item.name}: what waits for approval, what is unusual, how to approve.",
                ),
            ),
        )

    def minutes_pages(self, view: RoundView) -> Iterator[PageJob]:
        title = view.write.text(view.round.title)
        yield self.page(
            addresses.minutes_list(view.id),
            "minutes-list.html",
            lambda: minutes.build_list(view),
            lambda _: (
                self.say("Biên bản kiểm tra", "Inspection minutes") + self.round_name(view),
                self.say(
                    f"{title}: biên bản đối chiếu số liệu tại các đơn vị được kiểm tra.",
                    f"{title}: minutes of the inspection of figures at units.",
                ),
            ),
        )
        for inspection in view.minutes.values():
            yield self._minutes(view, inspection)

    def _minutes(self, view: RoundView, inspection: Inspection) -> PageJob:
        def words(page: minutes.MinutesPage) -> tuple[str, str]:
            name = page.unit.title if page.parent is None else f"{page.unit.title}, {page.parent.title}"
            return (
                self.say(f"Biên bản kiểm tra {name}", f"Inspection minutes of {name}") + self.round_name(view),
                self.say(
                    f"{page.team} đối chiếu {len(page.rows)} số liệu với {name}.",
                    f"{page.team} checked {len(page.rows)} figures with {name}.",
                ),
            )

        address = addresses.minutes(view.id, inspection.unit)
        return self.page(address, "minutes.html", lambda: minutes.build(view, inspection), words)


def _full_name(page: unit.UnitPage) -> str:
    """With the unit it belongs to: names repeat from one to the next."""
    return f"{page.name}, {page.parent.title}" if page.parent else page.name
