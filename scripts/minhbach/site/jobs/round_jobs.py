"""Pages of a round as a whole, and of its criteria."""

from __future__ import annotations

from collections.abc import Iterator

from minhbach.model.criteria import Criterion
from minhbach.model.units import Tier
from minhbach.site import addresses
from minhbach.site.contexts import (
    brief,
    changes,
    comparison,
    criteria,
    criterion,
    data,
    history,
    linked_data,
    method,
    progress,
    ranking,
    releases,
    rounds,
    versus,
)
from minhbach.site.contexts.view import RoundView
from minhbach.site.jobs.maker import Maker
from minhbach.site.pages import PageJob


class RoundJobs(Maker):
    """A round: its results, its progress, its method."""

    def round_pages(self, view: RoundView) -> Iterator[PageJob]:
        say, title, name = self.say, view.write.text(view.round.title), self.round_name(view)
        yield self.page(
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
        yield self.page(
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
        yield self.page(
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
        yield self.page(
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
            yield self.page(
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
        return self.page(
            release.address,
            "release.html",
            lambda: releases.build(view, release),
            lambda _: (
                self.say(f"Bản {release.number}", f"Release {release.number}") + self.round_name(view),
                f"{title}. {release.words}.",
            ),
            tells_files=True,
        )

    def _ranking(self, view: RoundView, tier: Tier) -> PageJob:
        title, tier_title = view.write.text(view.round.title), view.write.text(tier.title)
        return self.page(
            addresses.ranking(view.id, tier.slug),
            "ranking.html",
            lambda: ranking.build(view, tier),
            lambda table: (
                self.say(f"Xếp hạng {tier_title}", f"Ranking of {tier_title}") + self.round_name(view),
                " ".join((f"{title}. {view.head.status}.", *(table.tables[0].sentences if table.tables else ()))),
            ),
            tells_files=True,
        )

    def _brief_and_versus(self, view: RoundView) -> Iterator[PageJob]:
        say, title, name = self.say, view.write.text(view.round.title), self.round_name(view)
        yield self.page(
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
        yield self.page(
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
        yield self.page(
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
        say, title, name = self.say, view.write.text(view.round.title), self.round_name(view)
        yield self.page(
            addresses.method(view.id),
            "method.html",
            lambda: method.build(view, self.before(view)),
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
        yield self.page(
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
        return self.page(
            addresses.criterion(view.id, item.id),
            "criterion.html",
            lambda: criterion.build(view, item, self.before(view)),
            lambda page: (
                f"{label}: {page.title}{self.round_name(view)}",
                f"{label} {page.title}: {page.words}",
            ),
        )
