"""Where pages live: lower-case ASCII with a trailing slash, counted from the site's root. Addresses never change."""

from __future__ import annotations

from functools import lru_cache
from posixpath import relpath

from minhbach.exact import Lang

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


def is_page(address: str) -> bool:
    """Pages end in a slash, the home page is empty; anything else is a file, which all languages share."""
    path = address.partition("#")[0].partition("?")[0]
    return path == "" or path.endswith("/")


def in_language(address: str, lang: Lang) -> str:
    """Where a page stands in the tree of a language: Vietnamese at the root, others below their own folder."""
    return address if lang == "vi" or not is_page(address) else f"{lang}/{address}"


@lru_cache(maxsize=100_000)
def relative(target: str, page: str) -> str:
    """The link from one address to another; works in any subfolder. A target may end in a `?query` or a `#fragment`."""
    at = min((place for place in (target.find("?"), target.find("#")) if place >= 0), default=len(target))
    path, rest = target[:at], target[at:]
    if path == page and rest:
        return rest
    folder = page if page.endswith("/") else page.rpartition("/")[0]
    link = relpath("/" + path, "/" + folder)
    if path == "" or path.endswith("/"):
        link += "/"
    return link + rest
