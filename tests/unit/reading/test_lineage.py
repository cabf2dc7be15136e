"""Reading where units come from: the real mergers pass, other files of the repository are left alone."""

from __future__ import annotations

from minhbach.diagnostics import Severity, Text
from minhbach.model.lineage import Descent, DescentKind, Lineage
from minhbach.model.round import Phase, Round
from minhbach.model.units import Province, Register, Unit
from minhbach.reading.lineage import read_lineage
from tests.cases.examples import MemoryTree

PATH = "submissions/2020/lineage.yaml"
ROUND = Round(
    id="2020",
    title=Text("Đợt"),
    province="9",
    criteria="bo",
    timezone="Asia/Ho_Chi_Minh",
    phase=Phase.PREPARING,
    previous="2019",
)


def register(**names: str) -> Register:
    units = (Unit(code=code[1:], name=name, type="xa", tier="ward", slug=f"xa-{code}") for code, name in names.items())
    return Register(Province(code="9", name="Tỉnh"), tuple(units))


def read(text: str | None, now: Register, before: Register | None) -> tuple[Lineage | None, list[tuple[str, str]]]:
    rows = "".join(f'  - {{code: "{unit.code}", name: "{unit.name}"}}\n' for unit in now.units)
    files = {"submissions/2020/units.yaml": f"units:\n{rows}".encode()}
    if text is not None:
        files[PATH] = text.encode()
    lineage, findings = read_lineage(MemoryTree(files), ROUND, now, before)
    return lineage, [(item.code, item.location.path.rpartition("/")[2]) for item in findings]


def lines(*steps: str) -> str:
    items = (step.split() for step in steps)
    return 'since: "2019"\nunits:\n' + "".join(
        f'  - {{old: "{old}", new: "{new}", kind: {kind}}}\n' for old, new, kind in items
    )


def test_a_round_without_the_file_has_no_lineage() -> None:
    assert read(None, register(c1="A"), register(c1="A")) == (None, [])
    assert read(None, register(c1="A"), None) == (None, [])


def test_the_steps_are_read_in_order_and_found_from_both_sides() -> None:
    lineage, findings = read(lines("1 2 whole", "2 2 keeps"), register(c2="B"), register(c1="A", c2="B"))
    assert findings == []
    assert lineage is not None
    assert lineage.descents == (
        Descent(old="1", new="2", kind=DescentKind.WHOLE),
        Descent(old="2", new="2", kind=DescentKind.KEEPS),
    )
    assert [item.old for item in lineage.by_new["2"]] == ["1", "2"]
    assert [item.new for item in lineage.by_old["1"]] == ["2"]


def test_a_split_has_parts_and_one_rest_or_goes_on_itself() -> None:
    before, now = register(c1="A", c2="B"), register(c1="A", c2="B")
    assert read(lines("1 2 part", "1 1 keeps", "2 2 keeps"), now, before)[1] == []
    both = register(c2="B", c3="C")
    assert read(lines("1 2 part", "1 3 rest", "2 2 keeps"), both, before)[1] == []
    assert read(lines("1 2 part", "1 3 part", "2 2 keeps"), both, before)[1] == [("lineage-kinds", "lineage.yaml")]
    assert read(lines("1 2 rest", "1 3 rest", "2 2 keeps"), both, before)[1] == [("lineage-kinds", "lineage.yaml")]


def test_a_name_that_changes_is_told_of_the_register() -> None:
    before, now = register(c1="A"), register(c1="Khác")
    assert read(None, now, before)[1] == [("code-reused", "units.yaml")]
    assert read(lines("1 1 keeps"), now, before)[1] == []


def test_a_unit_that_is_gone_is_only_told() -> None:
    lineage, findings = read_lineage(
        MemoryTree({"submissions/2020/units.yaml": b"units: []\n"}), ROUND, register(c1="A"), register(c1="A", c2="B")
    )
    assert lineage is None
    assert [(item.code, item.severity) for item in findings] == [("unit-lost", Severity.NOTICE)]


def test_without_the_round_before_no_code_is_judged() -> None:
    assert read(lines("8 9 whole"), register(c1="A"), None)[1] == []


def test_a_file_that_cannot_be_read_is_told_and_nothing_else() -> None:
    before, now = register(c1="A"), register(c1="Khác")
    lineage, findings = read("since: 2019\nunits: [{old: 1}]\n", now, before)
    assert lineage is None
    assert set(findings) == {("key-missing", "lineage.yaml")}


def test_codes_without_quotes_are_told() -> None:
    text = "since: 2019\nunits:\n  - {old: 1, new: 1, kind: keeps}\n"
    found = read(text, register(c1="A"), register(c1="A"))[1]
    assert found == [("code-not-quoted", "lineage.yaml")] * 3
