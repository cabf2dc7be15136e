"""What a file says of the round it comes from: title, standing, sources, licence, how to read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minhbach.diagnostics import Text
from minhbach.edition import results_words
from minhbach.model.criteria import CriteriaSet
from minhbach.model.record import Record
from minhbach.model.round import Round
from minhbach.model.units import Register
from minhbach.results import RoundResults


@dataclass(frozen=True, slots=True)
class Licence:
    id: str
    title: Text
    address: str


LICENCE = Licence(
    "CC-BY-4.0",
    Text(
        "Creative Commons Ghi công 4.0 Quốc tế (CC BY 4.0)",
        "Creative Commons Attribution 4.0 International (CC BY 4.0)",
    ),
    "https://creativecommons.org/licenses/by/4.0/",
)

LEGAL = Text(
    "Văn bản có giá trị pháp lý là quyết định công bố kết quả của cơ quan có thẩm quyền; tệp này giúp xem và tính lại.",
    "What has legal force is the decision that publishes the results; this file helps to read and recompute them.",
)

ILLUSTRATIVE = Text(
    "Dữ liệu minh họa: số liệu, điểm và thứ hạng là số liệu giả định, không nói gì về đơn vị có thật.",
    "Illustrative data: figures, points and ranks are made up and say nothing of any real unit.",
)

READING = (
    Text(
        "Thiếu số liệu, không áp dụng, không đánh giá và số 0 là bốn điều khác nhau; ô trống không phải là 0.",
        "Missing, not applicable, not assessed and zero are four things; an empty cell is not 0.",
    ),
    Text(
        "Điểm được tính chính xác và làm tròn một lần khi công bố; đơn vị không nộp số liệu không có điểm.",
        "Points are exact and rounded once, at publication; a unit that handed nothing in has no points.",
    ),
    Text(
        "Mỗi cấp được xếp hạng riêng; đơn vị bằng điểm thì đồng hạng.",
        "Each tier is ranked apart; units with equal points share a rank.",
    ),
)

OLDEST = date(2000, 1, 1)
"""The date of a file when nothing in the data has one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """A round, as its files speak of it. `created` is the newest date of the data, never the clock's."""

    id: str
    title: Text
    standing: Text
    province: str
    sources: tuple[str, ...]
    created: date
    published: date | None
    figures_as_of: date | None
    edition: str | None
    notes: tuple[Text, ...]


def about_round(round_: Round, criteria: CriteriaSet, register: Register, results: RoundResults | None) -> About:
    record = results.record if results is not None else None
    as_of = results.figures_as_of if results is not None else None
    return About(
        id=round_.id,
        title=round_.title,
        standing=results_words(results) if results is not None else Text("Chưa có kết quả", "No results yet"),
        province=register.province.name,
        sources=tuple(dict.fromkeys((*round_.legal_basis, *((criteria.reference,) if criteria.reference else ())))),
        created=_created(round_, record, as_of),
        published=record.published if record is not None else None,
        figures_as_of=as_of,
        edition=record.edition if record is not None else None,
        notes=_notes(round_, criteria),
    )


def about_results(results: RoundResults) -> About:
    return about_round(results.round, results.criteria, results.register, results)


def _created(round_: Round, record: Record | None, as_of: date | None) -> date:
    if record is not None:
        return record.published
    return as_of or max((window.opens for window in round_.windows.values()), default=OLDEST)


def _notes(round_: Round, criteria: CriteriaSet) -> tuple[Text, ...]:
    notes = [LEGAL]
    if round_.illustrative or criteria.status == "illustrative":
        notes.insert(0, ILLUSTRATIVE)
    if criteria.note is not None:
        notes.append(criteria.note)
    return tuple(notes)
