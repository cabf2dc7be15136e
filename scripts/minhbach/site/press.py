"""The press: from the site's source to every generated page and file, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minhbach.site import addresses
from minhbach.site.contexts import (
    about,
    approval,
    area,
    changes,
    comparison,
    criteria,
    criterion,
    data,
    directory,
    history,
    home,
    method,
    minutes,
    progress,
    proof,
    ranking,
    rights,
    rounds,
    rules,
    unit,
)
from minhbach.site.contexts.view import RoundView
from minhbach.site.manifest import describe, manifest_bytes
from minhbach.site.pages import Asset, Page
from minhbach.site.render import Renderer
from minhbach.site.source import SiteSource


def press(source: SiteSource, renderer: Renderer) -> Iterator[Page | Asset]:
    """Every page and file that comes from data. Hand-written pages are the site engine's own."""
    views = [RoundView(item) for item in source.rounds]
    yield from _site_pages(views, renderer)
    for view in views:
        yield from _round_pages(view, renderer)
        yield from _criteria_pages(view, renderer)
        yield from _unit_pages(view, renderer)
        yield from _minutes_pages(view, renderer)
        yield from _comparison_page(view, views, renderer)
        yield from proof.record_assets(view)
        yield from (Asset(path=item.path, data=item.data) for item in view.source.downloads)
    yield Asset(path=addresses.MANIFEST, data=manifest_bytes(describe(source)))


def _site_pages(views: Sequence[RoundView], renderer: Renderer) -> Iterator[Page | Asset]:
    home_page = home.build(views)
    yield Page(
        address=home_page.address,
        title="Trang chủ",
        description=" ".join(
            filter(
                None, ("Đánh giá, xếp hạng các đơn vị một cách công khai: số liệu, cách tính điểm.", home_page.province)
            )
        ),
        body=renderer.body("home.html", home_page, home_page.address),
    )
    units = directory.build(views)
    yield Page(
        address=units.address,
        title="Danh bạ đơn vị",
        description=f"Danh bạ {units.count} đơn vị theo thứ tự chữ cái tiếng Việt, theo cấp và địa bàn.",
        body=renderer.body("directory.html", units, units.address),
    )
    yield Asset(path=addresses.UNIT_LIST, data=directory.finder_list(units))
    files = data.build(views)
    yield Page(
        address=files.address,
        title="Dữ liệu mở",
        description="Tải số liệu, kết quả và xếp hạng của các đợt đánh giá, kèm số dòng, dung lượng và mã băm.",
        body=renderer.body("data.html", files, files.address),
    )
    introduction = about.build(views)
    yield Page(
        address=introduction.address,
        title="Giới thiệu",
        description="Trang này làm gì, điều gì là minh họa, giấy phép của dữ liệu và mã nguồn.",
        body=renderer.body("about.html", introduction, introduction.address),
    )
    catalogue = rules.build(views)
    yield Page(
        address=catalogue.address,
        title="Quy tắc và thông báo",
        description="Mọi quy tắc kiểm tra số liệu: thông báo, lý do, cách sửa và ví dụ.",
        body=renderer.body("rules.html", catalogue, catalogue.address),
        aside=True,
        searched=True,
    )
    table = rights.build(views)
    yield Page(
        address=table.address,
        title="Ai được sửa gì, khi nào, ai duyệt",
        description="Thẩm quyền sửa từng phần của hồ sơ một đợt: người nộp, đoàn kiểm tra, đơn vị vận hành.",
        body=renderer.body("rights.html", table, table.address),
        searched=True,
    )


def _round_pages(view: RoundView, renderer: Renderer) -> Iterator[Page]:
    title = view.round.title.vi
    page = rounds.build(view)
    yield Page(
        address=page.address,
        title=f"Đợt {view.id}",
        description=f"{title}: căn cứ, lịch, số đơn vị được đánh giá và kết quả theo cấp.",
        body=renderer.body("round.html", page, page.address),
    )
    for tier in view.criteria.tiers if view.results else ():
        table = ranking.build(view, tier)
        yield Page(
            address=table.address,
            title=f"Xếp hạng {tier.title.vi} – đợt {view.id}",
            description=" ".join(
                (f"{title}. {view.head.status}.", *(table.tables[0].sentences if table.tables else ()))
            ),
            body=renderer.body("ranking.html", table, table.address),
        )
    state = progress.build(view)
    yield Page(
        address=state.address,
        title=f"Tiến độ đợt {view.id}",
        description=f"{title}: đơn vị đã nộp, hợp lệ, đã duyệt, nộp muộn và chưa nộp số liệu.",
        body=renderer.body("progress.html", state, state.address),
    )
    differences = changes.build(view)
    yield Page(
        address=differences.address,
        title=f"Thay đổi giữa các lần công bố – đợt {view.id}",
        description=f"{title}: mọi số liệu thay đổi từ lần công bố này sang lần sau, nguyên nhân và tác động.",
        body=renderer.body("changes.html", differences, differences.address),
    )
    past = history.build(view)
    yield Page(
        address=past.address,
        title=f"Lịch sử đợt {view.id}",
        description=f"{title}: ai nộp, sửa, duyệt, hỏi, kiểm tra, công bố điều gì và khi nào.",
        body=renderer.body("history.html", past, past.address),
    )
    if view.source.downloads:
        files = data.build_round(view)
        yield Page(
            address=files.address,
            title=f"Dữ liệu đợt {view.id}",
            description=f"{title}: các tệp dữ liệu để tải về.",
            body=renderer.body("round-data.html", files, files.address),
        )


def _comparison_page(view: RoundView, views: Sequence[RoundView], renderer: Renderer) -> Iterator[Page]:
    if view.source.comparison is None:
        return
    before = next(item for item in views if item.id == view.round.previous)
    page = comparison.build(view, before)
    yield Page(
        address=page.address,
        title=f"So sánh đợt {view.id} với đợt {before.id}",
        description=f"{view.round.title.vi}: điểm và thứ hạng thay đổi so với đợt {before.id}, kể cả đơn vị sáp nhập.",
        body=renderer.body("comparison.html", page, page.address),
    )


def _criteria_pages(view: RoundView, renderer: Renderer) -> Iterator[Page]:
    words = method.build(view)
    yield Page(
        address=words.address,
        title=f"Phương pháp đánh giá – đợt {view.id}",
        description=f"{view.round.title.vi}: cách tính điểm, quy đổi, làm tròn, xếp hạng và xếp mức.",
        body=renderer.body("method.html", words, words.address),
        aside=True,
        searched=True,
    )
    listing = criteria.build_list(view)
    yield Page(
        address=listing.address,
        title=f"Bộ tiêu chí – đợt {view.id}",
        description=f"{listing.title}: {listing.count} tiêu chí, điểm tối đa theo cấp và cách tính.",
        body=renderer.body("criteria.html", listing, listing.address),
    )
    for item in criterion.build_all(view):
        yield Page(
            address=item.address,
            title=f"Tiêu chí {item.number}: {item.title} – đợt {view.id}",
            description=f"Tiêu chí {item.number} {item.title}: {item.words}",
            body=renderer.body("criterion.html", item, item.address),
        )


def _unit_pages(view: RoundView, renderer: Renderer) -> Iterator[Page]:
    for item in view.source.shown_units:
        page = unit.build(view, item)
        place = page.places[0] if page.places else None
        standing = f"hạng {place.rank} trong {place.of}, {place.total} điểm" if place else page.status
        yield Page(
            address=page.address,
            title=f"{_full_name(page)} – đợt {view.id}",
            description=f"{item.name} ({item.code}), {page.tier}: {standing}. {view.head.status}.",
            body=renderer.body("unit.html", page, page.address),
        )
    for item in view.source.shown_units:
        if item.code in view.register.children:
            around = area.build(view, item)
            yield Page(
                address=around.address,
                title=f"Địa bàn {item.name} – đợt {view.id}",
                description=f"{item.name} và các đơn vị trực thuộc: kết quả, tình hình nộp và duyệt số liệu.",
                body=renderer.body("area.html", around, around.address),
            )
            desk = approval.build(view, item)
            yield Page(
                address=desk.address,
                title=f"Duyệt số liệu: {item.name} – đợt {view.id}",
                description=f"Dành cho người duyệt của {item.name}: điều đang chờ duyệt, điều khác thường, cách duyệt.",
                body=renderer.body("approval.html", desk, desk.address),
            )


def _minutes_pages(view: RoundView, renderer: Renderer) -> Iterator[Page]:
    listing = minutes.build_list(view)
    yield Page(
        address=listing.address,
        title=f"Biên bản kiểm tra – đợt {view.id}",
        description=f"{view.round.title.vi}: biên bản đối chiếu số liệu tại các đơn vị được kiểm tra.",
        body=renderer.body("minutes-list.html", listing, listing.address),
    )
    for inspection in view.minutes.values():
        page = minutes.build(view, inspection)
        unit_ = page.unit.title if page.parent is None else f"{page.unit.title}, {page.parent.title}"
        yield Page(
            address=page.address,
            title=f"Biên bản kiểm tra {unit_} – đợt {view.id}",
            description=f"{page.team} đối chiếu {len(page.rows)} số liệu với {unit_}.",
            body=renderer.body("minutes.html", page, page.address),
        )


def _full_name(page: unit.UnitPage) -> str:
    """With the unit it belongs to: names repeat from one to the next."""
    return f"{page.name}, {page.parent.title}" if page.parent else page.name
