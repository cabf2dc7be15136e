"""Words about requests that went wrong. They name method and path, never a header, a query or a token."""

from __future__ import annotations

import json
import re

from minhbach.diagnostics import Text
from minhbach.forges.wire import Raw

MOST_REASON = 160

UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2066-\u2069\ufeff]+")
"""Control and direction characters: an answer is shown on an operator's screen."""

ADVICE: dict[int, Text] = {
    401: Text(
        "Token của cổng sai, đã hết hạn hoặc bị thu hồi: tạo token mới",
        "The gate's token is wrong, expired or revoked: make a new one",
    ),
    403: Text(
        "Tài khoản của cổng không được làm việc này: xem lại quyền của token",
        "The gate's account may not do this: check what the token allows",
    ),
    404: Text(
        "Không có, hoặc tài khoản của cổng không được xem: xem lại tên kho và quyền của token",
        "It is not there, or the gate's account may not see it: check the repository's name and the token",
    ),
}
REFUSED = Text("Máy chủ không nhận yêu cầu này", "The forge does not accept this request")
LATER = Text("Chạy lại sau; lượt sau làm tiếp từ đây", "Run again later; the next run goes on from here")


def reason(raw: Raw, secret: str) -> str:
    """What the forge itself says, cut and cleaned; empty when it says nothing."""
    said: object = None
    try:
        said = json.loads(raw.body)
    except (ValueError, RecursionError):
        return ""
    message = said.get("message") if isinstance(said, dict) else None
    if not isinstance(message, str):
        return ""
    return UNSEEN.sub(" ", message.replace(secret, "***")).strip()[:MOST_REASON]


def came(asked: str, status: int, said: str) -> Text:
    """«asked» came back with a status; what to do by the status."""
    advice = ADVICE.get(404 if status == 410 else status, LATER if status >= 500 or status == 429 else REFUSED)
    tail = f" «{said}»" if said else ""
    return Text(f"{asked}: máy chủ trả lời {status}{tail}. {advice.vi}", f"{asked}: answer {status}{tail}. {advice.en}")


def silent(asked: str, why: Text) -> Text:
    return Text(f"{asked}: {why.vi}. {LATER.vi}", f"{asked}: {why.en}. {LATER.en}")


def limited(asked: str, seconds: float) -> Text:
    """The wait that is asked for was waited too often, or is longer than a run may take."""
    return Text(
        f"{asked}: máy chủ bắt chờ {seconds:.0f} giây nữa, quá thời gian một lượt được chờ. {LATER.vi}",
        f"{asked}: the forge wants {seconds:.0f} more seconds, longer than a run may wait. {LATER.en}",
    )


def too_large(asked: str, most_bytes: int) -> Text:
    return Text(
        f"{asked}: câu trả lời dài hơn {most_bytes} byte nên bị bỏ; kiểm tra địa chỉ API",
        f"{asked}: the answer is over {most_bytes} bytes and was dropped; check the address of the API",
    )


def unreadable(asked: str) -> Text:
    return Text(
        f"{asked}: câu trả lời không phải dạng đã công bố; kiểm tra địa chỉ API và phiên bản máy chủ",
        f"{asked}: the answer is not of the published form; check the address of the API and the forge's version",
    )


def elsewhere(asked: str) -> Text:
    return Text(
        f"{asked}: máy chủ chỉ sang địa chỉ khác, cổng không gửi token đi theo; sửa tên kho hoặc địa chỉ API",
        f"{asked}: the forge points elsewhere, where no token goes; correct the repository's name or the API address",
    )


def endless(asked: str, most_pages: int) -> Text:
    return Text(
        f"{asked}: danh sách dài hơn {most_pages} trang; không dùng một danh sách thiếu",
        f"{asked}: the list has more than {most_pages} pages; an incomplete list is not used",
    )


def incomplete(asked: str, found: int, total: int) -> Text:
    return Text(
        f"{asked}: chỉ nhận được {found} trong {total} mục; không dùng một danh sách thiếu",
        f"{asked}: only {found} of {total} items came; an incomplete list is not used",
    )


BAD_TOKEN = Text(
    "Token của cổng trống hoặc có ký tự lạ: chép lại đúng một dòng, không có khoảng trắng",
    "The gate's token is empty or has strange characters: copy it as one line without blanks",
)


def bad_address(api: str) -> Text:
    shown = UNSEEN.sub(" ", api.rpartition("@")[2])[:MOST_REASON]
    return Text(
        f"«{shown}» không phải địa chỉ API: viết https://máy-chủ/đường-dẫn; http chỉ dùng trên chính máy này",
        f"«{shown}» cannot be the address of the API: write https://host/path; plain http is for this machine only",
    )


def bad_repository(repository: str) -> Text:
    shown = UNSEEN.sub(" ", repository)[:MOST_REASON]
    return Text(f"«{shown}» không phải tên kho dạng chủ/kho", f"«{shown}» is not a repository as owner/name")
