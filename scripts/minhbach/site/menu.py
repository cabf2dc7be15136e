"""The site's menu, from whatever rounds and tiers there are. Units are not in it: they would cost each page 45 KB."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.site import addresses
from minhbach.site.contexts.view import RoundView, SiteView
from minhbach.site.writing import Writer


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An entry of the menu; `source` names a hand-written page, `entries` stand below.

    `own` is what its own page is called among those, the same as `title` when empty.
    """

    title: str
    own: str = ""
    address: str = ""
    source: str = ""
    entries: tuple[Entry, ...] = ()


def build_menu(site: SiteView) -> tuple[Entry, ...]:
    say = site.write.say
    newest, earlier = site.rounds[:1], site.rounds[1:]
    return (
        Entry(title=say("Trang chủ", "Home"), address=addresses.HOME),
        *(_newest(view) for view in newest),
        *(_earlier(earlier, site.write) if earlier else ()),
        Entry(title=say("Đơn vị", "Units"), address=addresses.DIRECTORY),
        Entry(title=say("Dữ liệu", "Data"), address=addresses.DATA),
        Entry(
            title=say("Quy tắc", "Rules"),
            own=say("Quy tắc và thông báo", "Rules and messages"),
            address=addresses.RULES,
            entries=(Entry(title=say("Ai được sửa gì", "Who may change what"), address=addresses.RIGHTS),),
        ),
        Entry(
            title=say("Hướng dẫn", "Guides"),
            own=say("Hướng dẫn nộp số liệu", "How to hand in figures"),
            source="huong-dan.md",
            entries=(
                Entry(title=say("Một mùa đánh giá", "A season"), source="mot-mua.md"),
                Entry(title=say("Kiểm chứng kết quả", "Checking the results"), source="kiem-chung.md"),
                Entry(title=say("Dựng cổng nhận", "Setting up the gate"), source="dung-cong.md"),
                Entry(title=say("Mối đe dọa", "Threats"), source="moi-de-doa.md"),
            ),
        ),
        Entry(title=say("Giới thiệu", "About"), address=addresses.ABOUT),
    )


def _newest(view: RoundView) -> Entry:
    """The newest round with its pages; each page of a round has that round's own menu besides."""
    first, *rest = view.head.menu
    entries = tuple(Entry(title=item.title, address=item.address) for item in rest)
    return Entry(title=_name(view), own=first.title, address=first.address, entries=entries)


def _earlier(views: tuple[RoundView, ...], write: Writer) -> tuple[Entry, ...]:
    """Earlier rounds, one line each: a menu with every page of ten rounds would be read by nobody."""
    first, *rest = (Entry(title=_name(view), address=addresses.round_page(view.id)) for view in views)
    if not rest:
        return (first,)
    title = write.say("Các đợt trước", "Earlier rounds")
    return (Entry(title=title, own=first.title, address=first.address, entries=tuple(rest)),)


def _name(view: RoundView) -> str:
    return view.write.say(f"Đợt {view.id}", f"Round {view.id}")
