"""The site's menu, from whatever rounds and tiers there are. Units are not in it: they would cost each page 45 KB."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.site import addresses
from minhbach.site.contexts.edition import public_editions, public_minutes
from minhbach.site.source import RoundSource, SiteSource


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An entry of the menu; `source` names a hand-written page, `entries` stand below."""

    title: str
    address: str = ""
    source: str = ""
    entries: tuple[Entry, ...] = ()


def build_menu(site: SiteSource) -> tuple[Entry, ...]:
    return (
        Entry(title="Trang chủ", address=addresses.HOME),
        *(_round(item) for item in site.rounds),
        Entry(title="Đơn vị", address=addresses.DIRECTORY),
        Entry(title="Dữ liệu", address=addresses.DATA),
        Entry(
            title="Quy tắc",
            address=addresses.RULES,
            entries=(Entry(title="Ai được sửa gì", address=addresses.RIGHTS),),
        ),
        Entry(
            title="Hướng dẫn",
            source="huong-dan.md",
            entries=(
                Entry(title="Một mùa đánh giá", source="mot-mua.md"),
                Entry(title="Kiểm chứng kết quả", source="kiem-chung.md"),
                Entry(title="Dựng cổng nhận", source="dung-cong.md"),
                Entry(title="Mối đe dọa", source="moi-de-doa.md"),
            ),
        ),
        Entry(title="Giới thiệu", address=addresses.ABOUT),
    )


def _round(source: RoundSource) -> Entry:
    round_id = source.round.id
    rankings = tuple(
        Entry(title=f"Xếp hạng {tier.title.vi}", address=addresses.ranking(round_id, tier.slug))
        for tier in source.criteria.tiers
    )
    return Entry(
        title=f"Đợt {round_id}",
        address=addresses.round_page(round_id),
        entries=(
            *(rankings if source.results else ()),
            Entry(title="Tiến độ", address=addresses.progress(round_id)),
            *((Entry(title="Biên bản", address=addresses.minutes_list(round_id)),) if public_minutes(source) else ()),
            *((Entry(title="Thay đổi", address=addresses.changes(round_id)),) if public_editions(source) else ()),
            *((Entry(title="So với đợt trước", address=addresses.comparison(round_id)),) if source.comparison else ()),
            Entry(title="Lịch sử", address=addresses.history(round_id)),
            Entry(title="Tiêu chí", address=addresses.criteria(round_id)),
            Entry(title="Phương pháp", address=addresses.method(round_id)),
        ),
    )
