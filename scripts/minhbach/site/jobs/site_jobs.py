"""Pages of the whole site."""

from __future__ import annotations

from collections.abc import Iterator

from minhbach.site import addresses
from minhbach.site.contexts import about, data, directory, home, linked_data, rights, rules, unit_rounds
from minhbach.site.jobs.maker import Maker
from minhbach.site.pages import PageJob


class SiteJobs(Maker):
    """Pages that belong to no round."""

    def site_pages(self) -> Iterator[PageJob]:
        site, say = self.site, self.say
        yield self.page(addresses.HOME, "home.html", lambda: home.build(site), self._home_words)
        yield self.page(
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
        yield self.page(
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
        yield self.page(
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
        yield self.page(
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
        yield self.page(
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
        return self.page(life.address, "unit-rounds.html", lambda: unit_rounds.build(site, lives, life), words)
