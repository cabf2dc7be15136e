"""The words of events, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from minhbach.diagnostics import Text
from minhbach.exact import written
from minhbach.history.event import Event, EventKind, Part, Person
from minhbach.model.record import RecordedUnit

KINDS: Mapping[EventKind, Text] = {
    EventKind.ROUND: Text("Đợt đánh giá thay đổi", "The round changed"),
    EventKind.REGISTER: Text("Danh mục đơn vị thay đổi", "The register of units changed"),
    EventKind.LINEAGE: Text("Thay đổi về sáp nhập, chia tách", "Mergers and splits changed"),
    EventKind.ACCOUNTS: Text("Sổ tài khoản thay đổi", "The register of accounts changed"),
    EventKind.CRITERIA: Text("Bộ tiêu chí thay đổi", "The criteria set changed"),
    EventKind.RECEIPTS: Text("Sổ tiếp nhận thay đổi", "The register of receipt changed"),
    EventKind.OTHER: Text("Tệp khác thay đổi", "Another file changed"),
    EventKind.RECORDED: Text("Ghi số liệu vào kho", "Figures put on record"),
    EventKind.HANDED_IN: Text("Nộp số liệu", "Handed in"),
    EventKind.CHANGED: Text("Sửa số liệu", "Figures changed"),
    EventKind.ANSWERED: Text("Giải trình", "Explained"),
    EventKind.SUPPLEMENTED: Text("Bổ sung, điều chỉnh", "Supplemented"),
    EventKind.MOVED: Text("Tệp chuyển chỗ", "File moved"),
    EventKind.REMOVED: Text("Tệp bị xóa", "File removed"),
    EventKind.APPROVED: Text("Cấp có thẩm quyền duyệt", "Approved"),
    EventKind.CHECKED: Text("Kiểm tra hợp lệ, nhận vào kho", "Checked and taken over"),
    EventKind.QUESTIONED: Text("Câu hỏi về số liệu", "Questioned"),
    EventKind.DECIDED: Text("Kết luận câu hỏi", "Question decided"),
    EventKind.INSPECTED: Text("Kiểm tra, lập biên bản", "Inspected"),
    EventKind.MINUTES_CHANGED: Text("Biên bản thay đổi", "Minutes changed"),
    EventKind.AMENDED: Text("Đính chính", "Amended"),
    EventKind.PUBLISHED: Text("Công bố kết quả", "Published"),
}

PARTS: Mapping[Part, Text] = {
    Part.FIGURES: Text("số liệu báo cáo", "reported"),
    Part.SUPPLEMENT: Text("bổ sung, điều chỉnh", "supplement"),
    Part.SETTLED: Text("thống nhất theo biên bản", "settled"),
    Part.AMENDED: Text("đính chính", "amended"),
}

LATE = Text("nộp muộn", "late")
UNREADABLE = Text(
    "phiên bản này hoặc phiên bản trước không đọc được, không so sánh được",
    "this version or the one before it cannot be read, so they cannot be compared",
)
SAME = Text("số liệu không đổi", "no figure changed")

NO_GIT = Text(
    "Không có lịch sử git ở đây; dòng thời gian chỉ theo ngày tháng ghi trong sổ tiếp nhận, câu hỏi, biên bản và "
    "bản công bố",
    "There is no git history here; the timeline rests on the dates in the register of receipt, questions, minutes "
    "and published records only",
)
SHALLOW = Text(
    "Bản sao này không có toàn bộ lịch sử git (shallow); những gì trước bản ghi {commit} không được kể. "
    "Lấy đủ bằng: git fetch --unshallow",
    "This clone does not have the whole git history (shallow); what came before commit {commit} is not told. "
    "Fetch the rest with: git fetch --unshallow",
)

SHORT = 10
"""Characters of a commit's id on a page: the same in every clone, which git's own short ids are not."""


def short(commit: str) -> str:
    return commit[:SHORT]


def person_words(person: Person) -> str:
    return person.name if person.id is None else f"{person.name} ({person.id})"


def remarks(event: Event) -> tuple[Text, ...]:
    """What is to be said of an event besides its kind and its figures."""
    found = [_key(event)] if event.key else []
    found += event.details
    if event.late:
        found.append(LATE)
    if event.unreadable:
        found.append(UNREADABLE)
    elif event.kind is EventKind.CHANGED and not event.figures and not event.details:
        found.append(SAME)
    if event.approved_by and event.kind not in FROM_UNITS:
        names = ", ".join(map(person_words, event.approved_by))
        found.append(Text(f"người duyệt: {names}", f"approved by {names}"))
    return tuple(found)


def _key(event: Event) -> Text:
    if event.kind is EventKind.PUBLISHED:
        return Text(f"bản {event.key}", f"edition {event.key}")
    if event.kind is EventKind.AMENDED:
        return Text(f"đính chính số {event.key}", f"amendment {event.key}")
    return Text(event.key)


FROM_UNITS = frozenset(
    (EventKind.HANDED_IN, EventKind.CHANGED, EventKind.SUPPLEMENTED, EventKind.ANSWERED, EventKind.MOVED)
)
"""What a unit did by a change of its own file; its approval is an event of its own."""


def place_words(unit: RecordedUnit) -> Text:
    """Where an edition placed a unit: `hạng 3, 78,50 điểm`; empty when it has no rank."""
    place = next(iter(unit.places.values()), None)
    if place is None:
        return Text("")
    points = Decimal(place.published)
    return Text(f"hạng {place.rank}, {written(points)} điểm", f"rank {place.rank}, {written(points, 'en')} points")
