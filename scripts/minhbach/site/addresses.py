"""Where pages live: lower-case ASCII with a trailing slash, counted from the site's root. Addresses never change."""

from __future__ import annotations

from minhbach.exact import Lang
from minhbach.model.units import Register, Unit

HOME = ""
DIRECTORY = "don-vi/"
DATA = "du-lieu/"
RULES = "quy-tac/"
RIGHTS = "tham-quyen/"
ABOUT = "gioi-thieu/"
UNIT_LIST = "assets/don-vi.json"
UNIT_SCRIPT = "assets/don-vi.js"
VERSUS_SCRIPT = "assets/mb-so-sanh.js"
MANIFEST = "manifest.json"
FEED = "feed.xml"


def round_page(round_id: str) -> str:
    return f"{round_id.lower()}/"


def ranking(round_id: str, tier_slug: str) -> str:
    return f"{round_page(round_id)}xep-hang/{tier_slug}/"


def units(round_id: str) -> str:
    """The folder of the pages of units; there is no page of its own."""
    return f"{round_page(round_id)}don-vi/"


def unit(round_id: str, code: str) -> str:
    return f"{units(round_id)}{code.lower()}/"


def unit_rounds(unit: Unit, register: Register) -> str:
    """The unit over all rounds: by its slug, below that of the unit it belongs to.

    It rests on the unit's own entry alone, so that no other unit and no later round ever moves it; the register
    already keeps these pairs apart, since the unit's file is named by them.
    """
    parent = register.parent_of(unit)
    return f"{DIRECTORY}{parent.slug}/{unit.slug}/" if parent is not None else f"{DIRECTORY}{unit.slug}/"


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


def brief(round_id: str) -> str:
    """The brief for leaders."""
    return f"{round_page(round_id)}tom-tat/"


def versus(round_id: str) -> str:
    """Units of a tier side by side; `?dv=a,b` names them."""
    return f"{round_page(round_id)}so-sanh/"


def versus_data(round_id: str, kind: str) -> str:
    """What that page compares, as a script or as JSON: the same in all languages."""
    return f"{versus(round_id)}don-vi.{kind}"


def record(round_id: str, edition: str) -> str:
    """The record of an edition, byte for byte as it lies in the repository."""
    return f"{round_page(round_id)}cong-bo/{edition}.json"


def releases(round_id: str) -> str:
    """The folder of what never changes."""
    return f"{round_page(round_id)}v/"


def release(round_id: str, number: str) -> str:
    """A published edition as it was."""
    return f"{releases(round_id)}{number}/"


def release_index(round_id: str) -> str:
    return f"{releases(round_id)}index.json"


def feed(lang: Lang) -> str:
    """What was published and put right in all rounds."""
    return in_language("", lang) + FEED


def round_feed(round_id: str, lang: Lang) -> str:
    """The same of one round, beside the page of its changes."""
    return in_language(changes(round_id), lang) + FEED


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


def relative(target: str, page: str) -> str:
    """The link from one address to another; works in any subfolder. A target may end in a `?query` or a `#fragment`."""
    at = min((place for place in (target.find("?"), target.find("#")) if place >= 0), default=len(target))
    path, rest = target[:at], target[at:]
    if path == page and rest:
        return rest
    here, there = page.split("/")[:-1], path.split("/")
    same = 0
    for one, other in zip(here, there[:-1], strict=False):
        if one != other:
            break
        same += 1
    link = "../" * (len(here) - same) + "/".join(there[same:])
    return (link or "./") + rest
