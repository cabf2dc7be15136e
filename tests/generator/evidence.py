"""Documents that units cite for their figures. The addresses lie in the reserved domain `.example`."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from tests.generator.profiles import Answer, Answers
from tests.generator.sources import Unit


@dataclass(frozen=True, slots=True)
class Document:
    title: str
    url: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Citation:
    """A kind of document for a criterion: cited when the answer calls for it, with a chance; some are online."""

    criterion: str
    title: str
    when: Callable[[Answers], bool]
    chance: float = 1.0
    online: float = 0.25


def _is(figure: str, *answers: Answer) -> Callable[[Answers], bool]:
    return lambda given: given.get(figure) in answers


def _is_not(figure: str, *answers: Answer) -> Callable[[Answers], bool]:
    return lambda given: figure in given and given[figure] not in answers


CITATIONS = (
    Citation(
        criterion="computers_per_official",
        title="Báo cáo số {number}/BC-{body} ngày {day} về kiểm kê tài sản, trang thiết bị CNTT",
        when=_is_not("officials_with_computer", 0),
        chance=0.35,
        online=0.1,
    ),
    Citation(
        criterion="it_officer",
        title="Quyết định số {number}/QĐ-{body} ngày {day} về việc phân công cán bộ phụ trách CNTT",
        when=_is("it_officer", "chuyên trách", "kiêm nhiệm"),
        chance=0.5,
    ),
    Citation(
        criterion="steering_committee",
        title="Quyết định số {number}/QĐ-{body} ngày {day} về việc kiện toàn Ban Chỉ đạo xây dựng Chính quyền điện tử",
        when=_is("chair", "cấp trưởng", "cấp phó"),
    ),
    Citation(
        criterion="annual_plan",
        title="Kế hoạch số {number}/KH-{body} ngày {day} về ứng dụng CNTT năm {year}",
        when=_is("has_plan", "có"),
        online=0.4,
    ),
    Citation(
        criterion="regulations",
        title="Quyết định số {number}/QĐ-{body} ngày {day} ban hành Quy chế bảo đảm an toàn thông tin mạng",
        when=_is("has_security_regulation", "có"),
    ),
    Citation(
        criterion="regulations",
        title="Quyết định số {number}/QĐ-{body} ngày {day} ban hành Quy chế quản lý văn bản điện tử và chữ ký số",
        when=_is("has_document_regulation", "có"),
    ),
    Citation(
        criterion="regulations",
        title="Quyết định số {number}/QĐ-{body} ngày {day} ban hành Quy chế hoạt động của trang thông tin điện tử",
        when=_is("has_website_regulation", "có"),
    ),
    Citation(
        criterion="it_initiatives",
        title="Quyết định số {number}/QĐ-{body} ngày {day} về việc công nhận sáng kiến năm {year}",
        when=_is_not("it_initiatives", 0),
    ),
    Citation(
        criterion="website",
        title="Trang thông tin điện tử của đơn vị",
        when=_is("site_kind", "trang riêng"),
        chance=0.6,
        online=1.0,
    ),
    Citation(
        criterion="files_online",
        title="Báo cáo số {number}/BC-{body} ngày {day} thống kê hồ sơ trên phần mềm một cửa điện tử",
        when=_is_not("files_online", 0),
        chance=0.4,
        online=0.1,
    ),
)


def cite(rng: random.Random, unit: Unit, answers: Answers, as_of: date) -> dict[str, list[Document]]:
    """The documents of a unit by criterion, in the order of the table, all dated in the year before the cut-off."""
    body = unit.code.upper() if unit.tier == "department" else "UBND"
    first = date(as_of.year, 1, 2)
    documents: dict[str, list[Document]] = {}
    for citation in CITATIONS:
        # Draw before deciding, so that one changed answer does not shift all later documents.
        share = rng.random()
        day = first + timedelta(days=int(share * (as_of - first).days))
        number = 1 + int(share * 300)
        cited, online = rng.random() < citation.chance, rng.random() < citation.online
        if not (cited and citation.when(answers)):
            continue
        title = citation.title.format(number=f"{number:02}", body=body, day=f"{day:%d/%m/%Y}", year=as_of.year)
        url = f"https://{unit.slug}.example/{citation.criterion.replace('_', '-')}/{number}" if online else None
        documents.setdefault(citation.criterion, []).append(Document(title, url))
    return documents
