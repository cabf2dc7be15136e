"""The data dictionary: what every column of every table is called and means, for files, pages and packages alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from minhbach.diagnostics import Text
from minhbach.edition import MILESTONE_TITLES
from minhbach.export.code_words import MEASURES, ORIGINS, SCORE_STATES, STATES, STATUSES, YES_NO


class Type(StrEnum):
    """The types of Frictionless table schemas that our tables have."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    ANY = "any"


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column: its name in files for machines, its title for people. `codes` are the words of what may stand in it."""

    name: str
    title: Text
    meaning: Text
    type: Type = Type.STRING
    codes: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DictionaryRow:
    """A column of a kind of file, for the data page. `file` is the name of the file; `‹…›` stands for many."""

    file: str
    column: Column


def _column(
    name: str,
    title: tuple[str, str],
    meaning: tuple[str, str],
    type_: Type = Type.STRING,
    codes: Mapping[str, Text] | None = None,
) -> Column:
    return Column(name=name, title=Text(*title), meaning=Text(*meaning), type=type_, codes=codes or {})


CODE = _column(
    "code",
    ("Mã", "Code"),
    ("Mã của đơn vị trong đợt; là chữ, giữ số 0 ở đầu", "The unit's code in the round; text, leading zeros count"),
)
NAME = _column("name", ("Đơn vị", "Unit"), ("Tên của đơn vị", "Name of the unit"))
KIND = _column("type", ("Loại", "Kind"), ("Loại đơn vị: sở, huyện, xã …", "The kind of unit"))
TIER = _column("tier", ("Cấp", "Tier"), ("Mã của cấp được xếp hạng riêng", "Id of the tier, which is ranked apart"))
PARENT = _column(
    "parent",
    ("Trực thuộc", "Belongs to"),
    ("Mã của đơn vị cấp trên; trống khi không có", "Code of the unit above; empty when there is none"),
)
SLUG = _column("slug", ("Tên tệp", "Slug"), ("Tên không dấu, dùng trong địa chỉ", "The name as addresses write it"))
STATUS = _column(
    "status",
    ("Tình trạng", "Status"),
    (
        "Đơn vị có được xếp hạng hay không; không nộp số liệu không phải là 0 điểm",
        "Whether the unit is ranked; handing nothing in is not 0 points",
    ),
    codes=STATUSES,
)
MILESTONE = _column(
    "milestone",
    ("Loại kết quả", "Result"),
    ("Sơ bộ hay chính thức", "Preliminary or final"),
    codes={milestone.value: title for milestone, title in MILESTONE_TITLES.items()},
)
FIGURES_AS_OF = _column(
    "figures_as_of",
    ("Số liệu đến ngày", "Figures as of"),
    ("Ngày chốt số liệu của kết quả hoặc của giá trị này", "Cut-off date of the result or of this value"),
    Type.DATE,
)
AS_OF = (MILESTONE, FIGURES_AS_OF)
"""The last columns of every table of results: which result it is, and as of when its figures are."""

CRITERION = _column("criterion", ("Mã tiêu chí", "Criterion"), ("Mã của tiêu chí", "Id of the criterion"))
NUMBER = _column("number", ("Số", "Number"), ("Số thứ tự của tiêu chí trong bộ", "Number of the criterion in the set"))
SCORE_STATE = _column(
    "state",
    ("Trạng thái", "State"),
    (
        "Đã chấm, hay vì sao không có điểm; bốn trạng thái khác nhau, không trạng thái nào là số 0",
        "Scored, or why there are no points; four states, none of which is zero",
    ),
    codes=SCORE_STATES,
)
POINTS = _column(
    "points",
    ("Điểm", "Points"),
    ("Điểm đã công bố; điểm trừ là số âm", "Points as published; deductions are negative"),
    Type.NUMBER,
)
MAXIMUM = _column(
    "maximum",
    ("Điểm tối đa", "Maximum"),
    (
        "Điểm tối đa còn lại sau khi bỏ phần không áp dụng",
        "The maximum that is left without what is not applicable",
    ),
    Type.NUMBER,
)
DECLARED = _column(
    "declared",
    ("Điểm của bộ tiêu chí", "Declared points"),
    ("Điểm mà bộ tiêu chí dành cho tiêu chí ở cấp này", "What the set gives to the criterion in this tier"),
    Type.NUMBER,
)
FIGURE = _column("figure", ("Mã số liệu", "Figure"), ("Mã của số liệu được hỏi", "Id of the figure that is asked"))
LABEL = _column("label", ("Số liệu", "Label"), ("Tên của số liệu", "What the figure is called"))
ORIGIN = _column(
    "origin",
    ("Nguồn của giá trị", "Origin"),
    (
        "Giá trị này từ đâu; dòng cuối của một số liệu là giá trị được tính điểm",
        "Where the value came from; the last line of a figure is the value that counts",
    ),
    codes=ORIGINS,
)
STATE = _column(
    "state",
    ("Trạng thái", "State"),
    (
        "Đã trả lời, chưa trả lời, không áp dụng hay không đánh giá; không trạng thái nào khác là số 0",
        "Answered, missing, not applicable or not assessed; only an answer may be zero",
    ),
    codes=STATES,
)
VALUE = _column(
    "value",
    ("Giá trị", "Value"),
    (
        "Số, «có» hoặc «không», hay từ được chọn; trống khi không có giá trị",
        "A number, “có” (yes) or “không” (no), or the chosen word; empty without a value",
    ),
    Type.ANY,
)
REASON = _column("reason", ("Lý do", "Reason"), ("Lý do của giá trị hoặc của thay đổi", "Reason of value or change"))


def scale_columns(scale: str, title: Text | None, levels: Mapping[str, Text]) -> tuple[Column, ...]:
    """A scale of a ranking: the total, or a pillar in sets that rank by pillars. The only scale needs no title."""
    return tuple(
        replace(
            column,
            name=f"{scale}_{column.name}",
            title=column.title if title is None else _joined(column.title, title),
            codes=levels if column.name == "level" else column.codes,
        )
        for column in _SCALE
    )


_SCALE = (
    _column(
        "rank", ("Hạng", "Rank"), ("Hạng trong cấp, 1 là cao nhất", "Rank within the tier, 1 is best"), Type.INTEGER
    ),
    _column(
        "tied",
        ("Đồng hạng", "Tied"),
        ("Có đơn vị khác cùng hạng hay không", "Whether another unit has the same rank"),
        Type.BOOLEAN,
        YES_NO,
    ),
    _column(
        "points", ("Điểm", "Points"), ("Điểm đã công bố trên thang này", "Points published on this scale"), Type.NUMBER
    ),
    _column("maximum", ("Điểm tối đa", "Maximum"), ("Điểm tối đa của thang", "Most points of the scale"), Type.NUMBER),
    _column(
        "share",
        ("Tỷ lệ điểm (%)", "Share (%)"),
        ("Điểm chia điểm tối đa, tính theo phần trăm", "Points by the maximum, in per cent"),
        Type.NUMBER,
    ),
    _column(
        "level",
        ("Mức", "Level"),
        ("Mã của mức xếp loại; trống khi bộ không có mức", "Id of the level reached; may be empty"),
    ),
)


def _joined(title: Text, of: Text) -> Text:
    return Text(f"{title.vi} - {of.vi}", f"{title.in_('en')} - {of.in_('en')}")


def section_column(section: str, title: Text) -> Column:
    """The converted points of a group in a ranking."""
    return Column(
        name=section,
        title=title,
        meaning=Text(
            "Điểm quy đổi của nhóm, đã công bố; trống khi cả nhóm không áp dụng",
            "Converted points of the group as published; empty when nothing of it is applicable",
        ),
        type=Type.NUMBER,
    )


UNITS = (CODE, NAME, KIND, TIER, PARENT, SLUG)
SCORES = (CODE, NAME, TIER, CRITERION, NUMBER, SCORE_STATE, POINTS, MAXIMUM, DECLARED, *AS_OF)
FIGURES = (CODE, NAME, TIER, FIGURE, LABEL, ORIGIN, STATE, VALUE, REASON, *AS_OF)
IDENTITY = (CODE, NAME, PARENT, STATUS)
"""Who a row of a ranking is about."""


def comparison_columns() -> tuple[Column, ...]:
    before = Text("đợt trước", "round before")
    return (
        CODE,
        NAME,
        TIER,
        _column("scale", ("Thang điểm", "Scale"), ("`total`, hay mã của hạng mục", "`total`, or the id of a pillar")),
        _column(
            "measure",
            ("So sánh theo", "Measure"),
            ("Điểm, hay phần trăm của điểm tối đa", "Points, or per cent of the maximum"),
            codes=MEASURES,
        ),
        *_COMPARED,
        _column(
            "before_code", (f"Mã - {before.vi}", "Code before"), ("Đơn vị được so sánh cùng", "The unit compared with")
        ),
        _column("before_name", (f"Đơn vị - {before.vi}", "Unit before"), ("Tên của đơn vị đó", "Its name")),
        *(
            replace(
                column,
                name=f"before_{column.name}",
                title=_joined(column.title, before),
            )
            for column in _COMPARED
        ),
        _column(
            "change",
            ("Thay đổi", "Change"),
            ("Nay trừ trước, của số đã công bố", "Now less before, as published"),
            Type.NUMBER,
        ),
        _column(
            "places",
            ("Số bậc", "Places"),
            ("Số bậc tăng (dương) hay giảm (âm)", "Places risen (positive) or fallen"),
            Type.INTEGER,
        ),
        _column(
            "status",
            ("Tình trạng", "Status"),
            ("`compared`, hay mã của lý do không so sánh", "`compared`, or why not, as a code"),
        ),
        _column("reason", ("Lý do", "Reason"), ("Vì sao không so sánh được", "Why the two are not compared")),
        _column(
            "sources",
            ("Hình thành từ", "Sources"),
            ("Mã và cách hình thành, `mã:cách`, cách nhau bởi dấu trống", "`code:kind` of the units it came from"),
        ),
    )


_COMPARED = (
    _column("rank", ("Hạng", "Rank"), ("Hạng trong cấp", "Rank within the tier"), Type.INTEGER),
    _column("of", ("Trên tổng số", "Of"), ("Số đơn vị được xếp hạng", "How many units are ranked"), Type.INTEGER),
    _column("points", ("Điểm", "Points"), ("Điểm đã công bố", "Points as published"), Type.NUMBER),
    _column("value", ("Số được so sánh", "Value"), ("Số được đem so sánh", "The number that is compared"), Type.NUMBER),
)


def dictionary_rows() -> Iterator[DictionaryRow]:
    """Every column of every kind of table, in the order of the files."""
    scales = scale_columns("‹thang›", Text("‹thang điểm›", "‹scale›"), {})
    group = section_column("‹nhóm›", Text("‹tên nhóm tiêu chí›", "‹title of a group›"))
    tables = {
        "don-vi.csv": UNITS,
        "xep-hang-‹cấp›.csv": (*IDENTITY, *scales, group, *AS_OF),
        "diem.csv": SCORES,
        "so-lieu.csv": FIGURES,
        "so-sanh-dot.csv": comparison_columns(),
    }
    for file, columns in tables.items():
        yield from (DictionaryRow(file, column) for column in columns)
