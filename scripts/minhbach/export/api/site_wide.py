"""What the API tells of the whole site: an index to start from, the list of rounds, the schemas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.resources import files

from minhbach.diagnostics import Text
from minhbach.export.about import LICENCE
from minhbach.export.api import places
from minhbach.export.api.source import SCHEMA_VERSION, ApiRound, words
from minhbach.export.json_text import Document

_TITLE = Text("Dữ liệu của Minh Bạch, bản 1", "Data of Minh Bạch, version 1")

_DESCRIPTION = Text(
    "Tệp JSON tĩnh, ai cũng đọc được. Địa chỉ tính từ gốc của trang. Số là chuỗi thập phân với dấu chấm; null là không "
    "có. Không mục nào bị bỏ trống tên; khi bỏ hoặc đổi nghĩa một mục, địa chỉ api/v1 đổi theo.",
    "Static JSON files, open to all. Addresses count from the site's root. Numbers are decimal strings with a point; "
    "null is nothing. No member is ever left out; when one goes or changes its meaning, so does the address api/v1.",
)

_DOCUMENTS: Sequence[tuple[str, str, Text]] = (
    ("rounds", places.ROUNDS, Text("Các đợt đánh giá", "The rounds")),
    ("units", places.units("{round}"), Text("Đơn vị của một đợt", "The units of a round")),
    ("unit", places.unit("{round}", "{code}"), Text("Một đơn vị trong một đợt", "One unit in a round")),
    ("ranking", places.ranking("{round}", "{tier-slug}"), Text("Bảng xếp hạng của một cấp", "The ranking of a tier")),
    ("criteria", places.criteria("{round}"), Text("Bộ tiêu chí, trọng số, cách tính", "Criteria, weights, formulas")),
    (
        "criterion",
        places.criterion("{round}", "{criterion}"),
        Text("Một tiêu chí với điểm của mọi đơn vị", "One criterion with the points of every unit"),
    ),
    ("changes", places.changes("{round}"), Text("Thay đổi giữa các bản công bố", "Changes from edition to edition")),
    ("releases", places.releases("{round}"), Text("Các bản công bố", "Published editions")),
)

SCHEMA_NAMES = ("common", "index", *(name for name, _, _ in _DOCUMENTS))


def index_document(rounds: Sequence[ApiRound]) -> Document:
    return {
        "$schema": places.schema_link("index", 0),
        "schema_version": SCHEMA_VERSION,
        "title": words(_TITLE),
        "description": words(_DESCRIPTION),
        "licence": {"id": LICENCE.id, "title": words(LICENCE.title), "address": LICENCE.address},
        "documents": [
            {"name": name, "address": address, "schema": places.schema(name), "title": words(title)}
            for name, address, title in _DOCUMENTS
        ],
        "rounds": [item.id for item in rounds],
    }


def rounds_document(rounds: Sequence[ApiRound]) -> Document:
    return {
        "$schema": places.schema_link("rounds", 0),
        "schema_version": SCHEMA_VERSION,
        "rounds": [_round(item) for item in rounds],
    }


def _round(source: ApiRound) -> Document:
    round_ = source.round
    return {
        **source.standing,
        "title": words(round_.title),
        "province": {"code": source.register.province.code, "name": source.register.province.name},
        "previous": round_.previous,
        "legal_basis": list(round_.legal_basis),
        "page": places.round_page(source.id),
        "tiers": _tiers(source),
        "units": places.units(source.id),
        "criteria_document": places.criteria(source.id),
        "changes": places.changes(source.id),
        "releases": places.releases(source.id),
    }


def _tiers(source: ApiRound) -> list[Document]:
    units = Counter(unit.tier for unit in source.units)
    ranked = {
        tier.tier.id: sum(1 for unit in tier.units if unit.standings)
        for tier in (source.results.tiers if source.results else ())
    }
    return [
        {
            "id": tier.id,
            "title": words(tier.title),
            "slug": tier.slug,
            "units": units[tier.id],
            "ranked": ranked.get(tier.id),
            "ranking": places.ranking(source.id, tier.slug),
        }
        for tier in source.criteria.tiers
    ]


def schema_files() -> Iterator[tuple[str, bytes]]:
    """The schemas as they are shipped, by their address."""
    folder = files("minhbach").joinpath("schemas", "api")
    for name in SCHEMA_NAMES:
        yield places.schema(name), folder.joinpath(f"{name}.schema.json").read_bytes()
