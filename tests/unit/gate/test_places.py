"""What a path is: only exactly what the register says, and what can be taken for it at a glance."""

from __future__ import annotations

import unicodedata

import pytest

from minhbach.gate import places
from minhbach.gate.authority import Area
from minhbach.gate.places import Spot, is_plain, locate, look_alike
from tests.unit.gate.proposing import WARD_FILE

KNOWN = {WARD_FILE: ("2021", "02005")}
FOLDER, NAME = WARD_FILE.rsplit("/", 1)


def named(name: str) -> str:
    return f"{FOLDER}/{name}"


ALIKE = {
    "capitals": named("PHUONG-Ben-Do.yaml"),
    "capital folder": WARD_FILE.replace("submissions", "Submissions"),
    "extension": named("phuong-ben-do.YAML"),
    "accents": named("phường-bến-đò.yaml"),
    "accents in two signs": named(unicodedata.normalize("NFD", "phường-bến-đò.yaml")),
    "d with a stroke": named("phuong-ben-\N{LATIN SMALL LETTER D WITH STROKE}o.yaml"),
    "eth": named("phuong-ben-\N{LATIN SMALL LETTER ETH}o.yaml"),
    "cyrillic": named("phu\N{CYRILLIC SMALL LETTER O}ng-b\N{CYRILLIC SMALL LETTER IE}n-do.yaml"),
    "cyrillic capitals": named("phuong-\N{CYRILLIC CAPITAL LETTER VE}en-do.yaml"),
    "cyrillic y, a, p": named("\N{CYRILLIC SMALL LETTER ER}huong-ben-do.\N{CYRILLIC SMALL LETTER U}aml"),
    "greek": named("phu\N{GREEK SMALL LETTER OMICRON}ng-ben-do.yaml"),
    "greek capitals": named("phuong-\N{GREEK CAPITAL LETTER BETA}en-do.yaml"),
    "zero width space": named("phuong-ben-do\N{ZERO WIDTH SPACE}.yaml"),
    "zero width joiner": named("phuong\N{ZERO WIDTH JOINER}-ben-do.yaml"),
    "right to left": named("\N{RIGHT-TO-LEFT OVERRIDE}phuong-ben-do.yaml"),
    "soft hyphen": named("phuong-ben\N{SOFT HYPHEN}-do.yaml"),
    "byte order mark": named("\N{ZERO WIDTH NO-BREAK SPACE}phuong-ben-do.yaml"),
    "full width": named("ｐｈｕｏｎｇ-ben-do.yaml"),
    "mathematical letters": named("\N{MATHEMATICAL BOLD SMALL P}huong-ben-do.yaml"),
    "full-width slash": WARD_FILE.replace("/", "\N{FULLWIDTH SOLIDUS}"),
    "division slash": FOLDER + "\N{DIVISION SLASH}" + NAME,
    "other hyphen": named("phuong\N{NON-BREAKING HYPHEN}ben\N{EN DASH}do.yaml"),
    "minus": named("phuong\N{MINUS SIGN}ben-do.yaml"),
    "blank at the end": WARD_FILE + " ",
    "line break at the end": WARD_FILE + "\n",
    "bytes that are no text": named("phuong-ben-do\udcff.yaml"),
}


@pytest.mark.parametrize("path", ALIKE.values(), ids=list(ALIKE))
def test_a_path_that_looks_like_a_units_file_is_known_and_is_not_that_file(path: str) -> None:
    assert look_alike(path, KNOWN) == WARD_FILE
    assert locate(path, KNOWN).area is not Area.UNIT


@pytest.mark.parametrize(
    "path",
    [
        WARD_FILE,
        named("phuong-cau-may.yaml"),
        named("phuong-ben-doo.yaml"),
        named("phuong_ben_do.yaml"),
        f"{FOLDER}x/{NAME}",
        NAME,
        "",
        "文.yaml",
    ],
)
def test_other_paths_look_like_no_other(path: str) -> None:
    assert look_alike(path, KNOWN) is None


def test_every_foreign_sign_stands_for_one_sign_of_a_file_name() -> None:
    pairs = [(sign, other) for sign, others in places._DRAWN_ALIKE.items() for other in others]
    assert len({other for _, other in pairs}) == len(pairs)
    for sign, other in pairs:
        assert len(sign) == 1
        assert sign.isascii()
        assert not other.isascii()


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("CYRILLIC SMALL LETTER A", "a"),
        ("CYRILLIC CAPITAL LETTER A", "a"),
        ("CYRILLIC SMALL LETTER IE", "e"),
        ("CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I", "i"),
        ("CYRILLIC CAPITAL LETTER BYELORUSSIAN-UKRAINIAN I", "i"),
        ("CYRILLIC SMALL LETTER O", "o"),
        ("CYRILLIC SMALL LETTER ER", "p"),
        ("CYRILLIC SMALL LETTER ES", "c"),
        ("CYRILLIC SMALL LETTER U", "y"),
        ("CYRILLIC CAPITAL LETTER U", "y"),
        ("CYRILLIC SMALL LETTER HA", "x"),
        ("CYRILLIC SMALL LETTER DZE", "s"),
        ("CYRILLIC CAPITAL LETTER DZE", "s"),
        ("CYRILLIC SMALL LETTER JE", "j"),
        ("CYRILLIC SMALL LETTER KOMI DE", "d"),
        ("CYRILLIC SMALL LETTER SHHA", "h"),
        ("CYRILLIC SMALL LETTER QA", "q"),
        ("CYRILLIC SMALL LETTER WE", "w"),
        ("CYRILLIC SMALL LETTER EM", "m"),
        ("CYRILLIC SMALL LETTER TE", "t"),
        ("CYRILLIC SMALL LETTER PALOCHKA", "l"),
        ("GREEK SMALL LETTER ALPHA", "a"),
        ("GREEK CAPITAL LETTER EPSILON", "e"),
        ("GREEK SMALL LETTER NU", "v"),
        ("GREEK CAPITAL LETTER NU", "n"),
        ("GREEK CAPITAL LETTER ETA", "h"),
        ("GREEK SMALL LETTER OMICRON", "o"),
        ("GREEK SMALL LETTER RHO", "p"),
        ("GREEK CAPITAL LETTER UPSILON", "y"),
        ("LATIN SMALL LETTER DOTLESS I", "i"),
        ("LATIN SMALL LETTER SCRIPT G", "g"),
        ("ARMENIAN SMALL LETTER VO", "n"),
    ],
)
def test_letters_of_other_scripts_are_read_as_they_look(name: str, sign: str) -> None:
    assert places._folded(unicodedata.lookup(name)) == sign


AREAS = {
    WARD_FILE: Spot(path=WARD_FILE, area=Area.UNIT, round="2021", unit="02005"),
    "criteria/a/rules.yaml": Spot(path="criteria/a/rules.yaml", area=Area.CRITERIA, set="a"),
    "criteria/a/groups/01.yaml": Spot(path="criteria/a/groups/01.yaml", area=Area.CRITERIA, set="a"),
    "criteria/README.md": Spot(path="criteria/README.md", area=Area.OTHER),
    "submissions/2021/round.yaml": Spot(path="submissions/2021/round.yaml", area=Area.ROUND, round="2021"),
    "submissions/2021/README.md": Spot(path="submissions/2021/README.md", area=Area.ROUND, round="2021"),
    "submissions/2021/units.yaml": Spot(path="submissions/2021/units.yaml", area=Area.REGISTER, round="2021"),
    "submissions/2021/lineage.yaml": Spot(path="submissions/2021/lineage.yaml", area=Area.REGISTER, round="2021"),
    "submissions/2021/accounts.yaml": Spot(path="submissions/2021/accounts.yaml", area=Area.ACCOUNTS, round="2021"),
    "submissions/2021/receipts.yaml": Spot(path="submissions/2021/receipts.yaml", area=Area.RECEIPTS, round="2021"),
    "submissions/2021/reviews/02005.yaml": Spot(
        path="submissions/2021/reviews/02005.yaml", area=Area.REVIEW, round="2021", unit="02005"
    ),
    "submissions/2021/inspections/vp.yaml": Spot(
        path="submissions/2021/inspections/vp.yaml", area=Area.INSPECTION, round="2021", unit="vp"
    ),
    "submissions/2021/amendments/01.yaml": Spot(
        path="submissions/2021/amendments/01.yaml", area=Area.AMENDMENT, round="2021"
    ),
    "submissions/2021/published/final.json": Spot(
        path="submissions/2021/published/final.json", area=Area.PUBLISHED, round="2021"
    ),
}


@pytest.mark.parametrize("spot", AREAS.values(), ids=list(AREAS))
def test_each_path_has_its_area(spot: Spot) -> None:
    assert locate(spot.path, KNOWN) == spot


@pytest.mark.parametrize(
    "path",
    [
        "scripts/minhbach/cli.py",
        ".github/workflows/gate.yml",
        "submissions",
        "submissions/README.md",
        "submissions/2021/Round.yaml",
        "submissions/2021/units/somewhere/else.yaml",
        "submissions/2021/reviews/deeper/02005.yaml",
        "submissions/2021/published/2021/final.json",
        "submissions/2021/inspections",
        "Submissions/2021/round.yaml",
        "criteria/a",
        "criteria",
        "/submissions/2021/round.yaml",
        "",
    ],
)
def test_whatever_is_nothing_of_these_belongs_to_nobody(path: str) -> None:
    assert locate(path, KNOWN).area is Area.OTHER


@pytest.mark.parametrize("path", ["a", "a-b_c.1/d.yaml", ".github/CODEOWNERS", "_thi-xa.yaml", "..a", "a..b", *KNOWN])
def test_plain_names(path: str) -> None:
    assert is_plain(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/a",
        "a/",
        "a//b",
        "-rf",
        "a/-b",
        "a b",
        "a\n",
        "a\nb",
        "à",
        "a\\b",
        "a:b",
        "a$b",
        "a;b",
        "a\x00",
        "a\udcff",
        "..",
        "a/../b",
        "./a",
        "a/...",
    ],
)
def test_names_that_are_not_plain(path: str) -> None:
    assert not is_plain(path)
