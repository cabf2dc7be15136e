"""Where pages live: lower-case ASCII with a trailing slash, counted from the site's root. Addresses never change."""

from __future__ import annotations

from posixpath import relpath

HOME = ""
DIRECTORY = "don-vi/"
DATA = "du-lieu/"
RULES = "quy-tac/"
RIGHTS = "tham-quyen/"
ABOUT = "gioi-thieu/"
UNIT_LIST = "assets/don-vi.json"
MANIFEST = "manifest.json"


def round_page(round_id: str) -> str:
    return f"{round_id.lower()}/"


def ranking(round_id: str, tier_slug: str) -> str:
    return f"{round_page(round_id)}xep-hang/{tier_slug}/"


def unit(round_id: str, code: str) -> str:
    return f"{round_page(round_id)}don-vi/{code.lower()}/"


def area(round_id: str, code: str) -> str:
    return f"{round_page(round_id)}dia-ban/{code.lower()}/"


def criteria(round_id: str) -> str:
    return f"{round_page(round_id)}tieu-chi/"


def criterion(round_id: str, criterion_id: str) -> str:
    return f"{criteria(round_id)}{criterion_id.lower()}/"


def method(round_id: str) -> str:
    return f"{round_page(round_id)}phuong-phap/"


def approval(round_id: str, code: str) -> str:
    """What the approvers of the units below a unit look at."""
    return f"{round_page(round_id)}duyet/{code.lower()}/"


def progress(round_id: str) -> str:
    return f"{round_page(round_id)}tien-do/"


def minutes_list(round_id: str) -> str:
    return f"{round_page(round_id)}bien-ban/"


def minutes(round_id: str, code: str) -> str:
    return f"{minutes_list(round_id)}{code.lower()}/"


def changes(round_id: str) -> str:
    """What changed from one published edition to the next."""
    return f"{round_page(round_id)}thay-doi/"


def comparison(round_id: str) -> str:
    """The round beside the one before it."""
    return f"{round_page(round_id)}so-sanh-dot/"


def record(round_id: str, edition: str) -> str:
    """The record of an edition, byte for byte as it lies in the repository."""
    return f"{round_page(round_id)}cong-bo/{edition}.json"


def history(round_id: str) -> str:
    return f"{round_page(round_id)}lich-su/"


def data(round_id: str) -> str:
    return f"{round_page(round_id)}du-lieu/"


def rule(rule_id: str) -> str:
    return f"{RULES}#{rule_id}"


def relative(target: str, page: str) -> str:
    """The link from one address to another; works in any subfolder. A target may end in a `#fragment`."""
    path, mark, fragment = target.partition("#")
    if path == page and mark:
        return mark + fragment
    folder = page if page.endswith("/") else page.rpartition("/")[0]
    link = relpath("/" + path, "/" + folder)
    if path == "" or path.endswith("/"):
        link += "/"
    return link + mark + fragment
