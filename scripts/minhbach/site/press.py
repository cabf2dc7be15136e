"""The press: from the site's source to the work of every generated file and page, in a fixed order.

Files come first: pages that offer them tell their size and digest. What is yielded is work that is still to be done, so
that it can be shared out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from minhbach.model.criteria import Criterion
from minhbach.model.inspection import Inspection
from minhbach.model.units import Tier, Unit
from minhbach.site import addresses
from minhbach.site.contexts import (
    about,
    api,
    approval,
    area,
    brief,
    changes,
    comparison,
    criteria,
    criterion,
    data,
    directory,
    feed,
    history,
    home,
    linked_data,
    method,
    minutes,
    progress,
    proof,
    ranking,
    releases,
    rights,
    rounds,
    rules,
    unit,
    unit_rounds,
    versus,
)
from minhbach.site.contexts.view import Link, RoundView, SiteView
from minhbach.site.pages import FileJob, Page, PageJob
from minhbach.site.render import Renderer

Context = TypeVar("Context")


def files(site: SiteView) -> Iterator[FileJob]:
    """Every file that comes from data, the same in all languages."""
    yield FileJob(path=addresses.UNIT_LIST, make=lambda: [directory.finder_list(directory.build(site))])
    yield FileJob(path=addresses.UNIT_SCRIPT, make=lambda: [directory.finder_script(directory.build(site))])
    yield from api.files(site)
    for view in site.rounds:
        yield from releases.files(view)
        yield from proof.record_files(view)
        yield from versus.data_files(view)
        yield from (FileJob(path=item.path, make=item.produce) for item in view.source.downloads)


def last_files(sites: Sequence[SiteView]) -> Iterator[FileJob]:
    """Files that tell of others, which must have been written, or of the site's address; feeds are in each language."""
    yield from api.packages(sites[0])
    yield from (releases.index_file(view) for view in sites[0].rounds if view.editions)
    for site in sites:
        yield from feed.files(site)


def pages(site: SiteView, renderer: Renderer) -> Iterator[PageJob]:
    """Every page of one language that comes from data. Hand-written pages are the shell's own."""
    maker = _Maker(site, renderer)
    yield from maker.site_pages()
    yield from maker.life_pages()
    for view in site.rounds:
        yield from maker.round_pages(view)
        yield from maker.criteria_pages(view)
        yield from maker.unit_pages(view)
        yield from maker.minutes_pages(view)


class _Maker:
    """Makes the jobs of one language."""

    def __init__(self, site: SiteView, renderer: Renderer) -> None:
        self.site = site
        self.renderer = renderer
        self.say = site.write.say
        self.lives = unit_rounds.find_lives(site)

    def _page(
        self,
        address: str,
        template: str,
        build: Callable[[], Context],
        words: Callable[[Context], tuple[str, str]],
        *,
        aside: bool = False,
        searched: bool = False,
        tells_files: bool = False,
        scripts: tuple[str, ...] = (),
        data: Callable[[], Mapping[str, object]] | None = None,
    ) -> PageJob:
        """`words` gives title and description of a built context, `data` what JSON-LD says about the page."""

        def make() -> Page:
            context = build()
            title, description = words(context)
            return Page(
                address=address,
                lang=self.site.lang,
                title=title,
                description=description,
                body=self.renderer.body(template, context, address),
                aside=aside,
                searched=searched,
                scripts=scripts,
                data=json.dumps(data(), ensure_ascii=False) if data is not None else "",
            )

        return PageJob(address=address, lang=self.site.lang, make=make, aside=aside, tells_files=tells_files)

    def site_pages(self) -> Iterator[PageJob]:
        site, say = self.site, self.say
        yield self._page(addresses.HOME, "home.html", lambda: home.build(site), self._home_words)
        yield self._page(
            addresses.DIRECTORY,
            "directory.html",
            lambda: directory.build(site),
            lambda page: (
                say("Danh bạ đơn vị", "Directory of units"),
                say(
                    f"Danh bạ {page.count} đơn vị theo thứ tự chữ cái tiếng Việt, theo cấp và địa bàn.",
                    f"Directory of {page.count} units in Vietnamese alphabetical order, by tier and area.",
                ),
            ),
        )
        yield self._page(
            addresses.DATA,
            "data.html",
            lambda: data.build(site),
            lambda _: (
                say("Dữ liệu mở", "Open data"),
                say(
                    "Tải số liệu, kết quả và xếp hạng của các đợt đánh giá, kèm số dòng, dung lượng và mã băm.",
                    "Figures, results and rankings of the rounds to download, with rows, size and digest.",
                ),
            ),
            tells_files=True,
            data=lambda: linked_data.catalogue(site),
        )
        yield self._page(
            addresses.ABOUT,
            "about.html",
            lambda: about.build(site),
            lambda _: (
                say("Giới thiệu", "About"),
                say(
                    "Trang này làm gì, điều gì là minh họa, giấy phép của dữ liệu và mã nguồn.",
                    "What this site does, what is illustrative, the licences of data and source code.",
                ),
            ),
        )
        yield self._page(
            addresses.RULES,
            "rules.html",
            lambda: rules.build(site),
            lambda _: (
                say("Quy tắc và thông báo", "Rules and messages"),
                say(
                    "Mọi quy tắc kiểm tra số liệu: thông báo, lý do, cách sửa và ví dụ.",
                    "Every rule that figures are checked by: message, reason, remedy and example.",
                ),
            ),
            aside=True,
            searched=True,
        )
        yield self._page(
            addresses.RIGHTS,
            "rights.html",
            lambda: rights.build(site),
            lambda _: (
                say("Ai được sửa gì, khi nào, ai duyệt", "Who may change what, when, and who approves"),
                say(
                    "Thẩm quyền sửa từng phần của hồ sơ một đợt: người nộp, đoàn kiểm tra, đơn vị vận hành.",
                    "The authority over each part of a round's files: submitters, inspection teams, the operator.",
                ),
            ),
            searched=True,
        )

    def _home_words(self, page: home.HomePage) -> tuple[str, str]:
        what = self.say(
            "Đánh giá, xếp hạng các đơn vị một cách công khai: số liệu, cách tính điểm.",
            "Government units evaluated and ranked in the open: figures and how points are computed.",
        )
        return self.say(
            "Đánh giá, xếp hạng công khai", "Open assessment and ranking"
        ), f"{what} {page.province}".strip()

    def round_pages(self, view: RoundView) -> Iterator[PageJob]:
        say, title, name = self.say, view.write.text(view.round.title), self._round_name(view)
        yield self._page(
            addresses.round_page(view.id),
            "round.html",
            lambda: rounds.build(view),
            lambda _: (
                say(f"Đợt {view.id}", f"Round {view.id}"),
                say(
                    f"{title}: căn cứ, lịch, số đơn vị được đánh giá và kết quả theo cấp.",
                    f"{title}: legal basis, calendar, number of units assessed and results by tier.",
                ),
            ),
        )
        for tier in view.criteria.tiers if view.results else ():
            yield self._ranking(view, tier)
        yield self._page(
            addresses.progress(view.id),
            "progress.html",
            lambda: progress.build(view),
            lambda _: (
                say(f"Tiến độ đợt {view.id}", f"Progress of round {view.id}"),
                say(
                    f"{title}: đơn vị đã nộp, hợp lệ, đã duyệt, nộp muộn và chưa nộp số liệu.",
                    f"{title}: units that handed in, are valid, approved, late or silent.",
                ),
            ),
        )
        yield from self._brief_and_versus(view)
        yield from (self._release(view, release) for release in releases.releases(view))
        yield self._page(
            addresses.changes(view.id),
            "changes.html",
            lambda: changes.build(view),
            lambda _: (
                say("Thay đổi giữa các lần công bố", "Changes between publications") + name,
                say(
                    f"{title}: mọi số liệu thay đổi từ lần công bố này sang lần sau, nguyên nhân và tác động.",
                    f"{title}: every figure that changed from one publication to the next, cause and effect.",
                ),
            ),
        )
        yield self._page(
            addresses.history(view.id),
            "history.html",
            lambda: history.build(view),
            lambda _: (
                say(f"Lịch sử đợt {view.id}", f"History of round {view.id}"),
                say(
                    f"{title}: ai nộp, sửa, duyệt, hỏi, kiểm tra, công bố điều gì và khi nào.",
                    f"{title}: who handed in, changed, approved, asked, inspected and published what, and when.",
                ),
            ),
        )
        if view.source.downloads:
            yield self._page(
                addresses.data(view.id),
                "round-data.html",
                lambda: data.build_round(view),
                lambda _: (
                    say(f"Dữ liệu đợt {view.id}", f"Data of round {view.id}"),
                    say(f"{title}: các tệp dữ liệu để tải về.", f"{title}: files to download."),
                ),
                tells_files=True,
                data=lambda: linked_data.dataset(self.site, view),
            )
        yield from self._comparison(view)

    def _release(self, view: RoundView, release: releases.Release) -> PageJob:
        title = view.write.text(view.round.title)
        return self._page(
            release.address,
            "release.html",
            lambda: releases.build(view, release),
            lambda _: (
                self.say(f"Bản {release.number}", f"Release {release.number}") + self._round_name(view),
                f"{title}. {release.words}.",
            ),
            tells_files=True,
        )

    def _ranking(self, view: RoundView, tier: Tier) -> PageJob:
        title, tier_title = view.write.text(view.round.title), view.write.text(tier.title)
        return self._page(
            addresses.ranking(view.id, tier.slug),
            "ranking.html",
            lambda: ranking.build(view, tier),
            lambda table: (
                self.say(f"Xếp hạng {tier_title}", f"Ranking of {tier_title}") + self._round_name(view),
                " ".join((f"{title}. {view.head.status}.", *(table.tables[0].sentences if table.tables else ()))),
            ),
            tells_files=True,
        )

    def _brief_and_versus(self, view: RoundView) -> Iterator[PageJob]:
        say, title, name = self.say, view.write.text(view.round.title), self._round_name(view)
        yield self._page(
            addresses.brief(view.id),
            "brief.html",
            lambda: brief.build(view),
            lambda _: (
                say("Tóm tắt cho lãnh đạo", "Brief for leaders") + name,
                say(
                    f"{title} trên một trang: con số chính, đơn vị lên xuống, tiêu chí yếu nhất, đính chính.",
                    f"{title} on one page: key numbers, who rose and fell, weakest criteria, corrections.",
                ),
            ),
        )
        yield self._page(
            addresses.versus(view.id),
            "versus.html",
            lambda: versus.build(view),
            lambda _: (
                say("So sánh đơn vị", "Units side by side") + name,
                say(
                    f"{title}: đặt hai đến bốn đơn vị cùng cấp cạnh nhau, theo tổng điểm, hạng và từng nhóm tiêu chí.",
                    f"{title}: two to four units of a tier side by side, by total, rank and group of criteria.",
                ),
            ),
            scripts=(addresses.VERSUS_SCRIPT,) if view.results else (),
        )

    def _comparison(self, view: RoundView) -> Iterator[PageJob]:
        if view.source.comparison is None:
            return
        before = next(item for item in self.site.rounds if item.id == view.round.previous)
        title = view.write.text(view.round.title)
        yield self._page(
            addresses.comparison(view.id),
            "comparison.html",
            lambda: comparison.build(view, before),
            lambda _: (
                self.say(
                    f"So sánh đợt {view.id} với đợt {before.id}", f"Round {view.id} compared with round {before.id}"
                ),
                self.say(
                    f"{title}: điểm và thứ hạng thay đổi so với đợt {before.id}, kể cả đơn vị sáp nhập.",
                    f"{title}: points and ranks against round {before.id}, merged units included.",
                ),
            ),
            tells_files=True,
        )

    def criteria_pages(self, view: RoundView) -> Iterator[PageJob]:
        say, title, name = self.say, view.write.text(view.round.title), self._round_name(view)
        yield self._page(
            addresses.method(view.id),
            "method.html",
            lambda: method.build(view, self._before(view)),
            lambda _: (
                say("Phương pháp đánh giá", "Method of assessment") + name,
                say(
                    f"{title}: cách tính điểm, quy đổi, làm tròn, xếp hạng và xếp mức.",
                    f"{title}: how points are computed, converted and rounded, units ranked and levels given.",
                ),
            ),
            aside=True,
            searched=True,
        )
        yield self._page(
            addresses.criteria(view.id),
            "criteria.html",
            lambda: criteria.build_list(view),
            lambda page: (
                say("Bộ tiêu chí", "Criteria set") + name,
                say(
                    f"{page.title}: {page.count} tiêu chí, điểm tối đa theo cấp và cách tính.",
                    f"{page.title}: {page.count} criteria, maximum points by tier and how they are computed.",
                ),
            ),
        )
        for item in view.criteria.criteria():
            yield self._criterion(view, item)

    def _criterion(self, view: RoundView, item: Criterion) -> PageJob:
        label = f"{self.say('Tiêu chí', 'Criterion')} {item.number}"
        return self._page(
            addresses.criterion(view.id, item.id),
            "criterion.html",
            lambda: criterion.build(view, item, self._before(view)),
            lambda page: (
                f"{label}: {page.title}{self._round_name(view)}",
                f"{label} {page.title}: {page.words}",
            ),
        )

    def life_pages(self) -> Iterator[PageJob]:
        for life in self.lives.lives:
            yield self._life(life)

    def _life(self, life: unit_rounds.Life) -> PageJob:
        def words(page: unit_rounds.UnitRoundsPage) -> tuple[str, str]:
            name = f"{page.name}, {page.parent.title}" if page.parent else page.name
            return (
                self.say(f"{name}: các đợt đánh giá", f"{name}: all rounds"),
                self.say(
                    f"{name} ({page.tier}): thứ hạng, điểm và mức qua {len(page.rows)} đợt đánh giá.",
                    f"{name} ({page.tier}): rank, points and level over {len(page.rows)} rounds.",
                ),
            )

        site, lives = self.site, self.lives
        return self._page(life.address, "unit-rounds.html", lambda: unit_rounds.build(site, lives, life), words)

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
                f"{_full_name(page)}{self._round_name(view)}",
                f"{item.name} ({item.code}), {page.tier}: {standing}. {view.head.status}.",
            )

        address = addresses.unit(view.id, item.code)
        return self._page(address, "unit.html", lambda: unit.build(view, item, newest), words)

    def _area(self, view: RoundView, item: Unit) -> PageJob:
        return self._page(
            addresses.area(view.id, item.code),
            "area.html",
            lambda: area.build(view, item),
            lambda _: (
                self.say(f"Địa bàn {item.name}", f"Area of {item.name}") + self._round_name(view),
                self.say(
                    f"{item.name} và các đơn vị trực thuộc: kết quả, tình hình nộp và duyệt số liệu.",
                    f"{item.name} and the units below it: results, handing in and approval of figures.",
                ),
            ),
        )

    def _approval(self, view: RoundView, item: Unit) -> PageJob:
        return self._page(
            addresses.approval(view.id, item.code),
            "approval.html",
            lambda: approval.build(view, item),
            lambda _: (
                self.say(f"Duyệt số liệu: {item.name}", f"Approval of figures: {item.name}") + self._round_name(view),
                self.say(
                    f"Dành cho người duyệt của {item.name}: điều đang chờ duyệt, điều khác thường, cách duyệt.",
                    f"For the approvers of {item.name}: what waits for approval, what is unusual, how to approve.",
                ),
            ),
        )

    def minutes_pages(self, view: RoundView) -> Iterator[PageJob]:
        title = view.write.text(view.round.title)
        yield self._page(
            addresses.minutes_list(view.id),
            "minutes-list.html",
            lambda: minutes.build_list(view),
            lambda _: (
                self.say("Biên bản kiểm tra", "Inspection minutes") + self._round_name(view),
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
                self.say(f"Biên bản kiểm tra {name}", f"Inspection minutes of {name}") + self._round_name(view),
                self.say(
                    f"{page.team} đối chiếu {len(page.rows)} số liệu với {name}.",
                    f"{page.team} checked {len(page.rows)} figures with {name}.",
                ),
            )

        address = addresses.minutes(view.id, inspection.unit)
        return self._page(address, "minutes.html", lambda: minutes.build(view, inspection), words)

    def _before(self, view: RoundView) -> RoundView | None:
        """The round before, where it is here."""
        return next((item for item in self.site.rounds if item.id == view.round.previous), None)

    def _round_name(self, view: RoundView) -> str:
        return self.say(f" – đợt {view.id}", f" – round {view.id}")


def _full_name(page: unit.UnitPage) -> str:
    """With the unit it belongs to: names repeat from one to the next."""
    return f"{page.name}, {page.parent.title}" if page.parent else page.name
