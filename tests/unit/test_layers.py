"""The order of the layers, held against the real imports; and that Python knows no province."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import PROVINCE, ROOT

PACKAGE = ROOT / "scripts" / "minhbach"

# A module imports from the lines above its own, and inside its own package; never from its own line or below.
LAYERS = (
    ("changes", "diagnostics", "exact", "pace", "packing", "tree", "workshop", "writing"),
    ("codes", "formula", "git", "memory", "report"),
    ("yamlio",),
    ("model",),
    ("schema", "cel", "scoring", "codeowners"),
    ("reading",),
    ("repository",),
    ("values",),
    ("checks", "results", "progress", "unusual", "forges", "history"),
    ("recording", "comparison", "edition"),
    ("cases", "export", "gate", "review", "inspection", "opening", "settlement"),
    ("publication",),
    ("notices",),
    ("site",),
    ("commands",),
    ("cli",),
    ("__main__",),
)
LAYER_OF = {name: index for index, line in enumerate(LAYERS) for name in line}

DOORS: Mapping[str, frozenset[str]] = {
    "yaml": frozenset({"yamlio"}),
    "jsonschema": frozenset({"reading.structure", "reading.submissions"}),
    "cel_expr_python": frozenset({"cel"}),
    "jinja2": frozenset({"site.render"}),
    "mkdocs": frozenset({"site.shells.mkdocs_adapter"}),
    "markdown": frozenset({"site.shells.written"}),
    "markupsafe": frozenset({"site.render"}),
    "babel": frozenset({"site.writing"}),
    "xlsxwriter": frozenset({"export.workbook"}),
}
"""Every library that is not Python's own, and the modules that may know it."""

MOST_LINES = 450
"""A generous end: the house wants 80-200. Tables of sentences are as long as there is to say."""


def _modules() -> dict[str, Path]:
    paths = sorted(PACKAGE.rglob("*.py"))
    return {".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path for path in paths}


MODULES = _modules()


@cache
def _imports(path: Path) -> tuple[str, ...]:
    """The dotted names that a module imports, wherever the import stands."""
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _own_imports(name: str) -> set[str]:
    """The modules of the package that a module imports."""
    found = set()
    for imported in _imports(MODULES[name]):
        top, _, rest = imported.partition(".")
        if top == "minhbach" and rest:
            outer = rest.rpartition(".")[0]
            found |= {module for module in (rest, outer) if module in MODULES and module != "__init__"}
    return found - {name}


def _package(name: str) -> str:
    return name.partition(".")[0]


@pytest.mark.parametrize("name", [name for name in MODULES if name != "__init__"])
def test_a_module_imports_only_from_layers_below(name: str) -> None:
    for other in _own_imports(name):
        if _package(other) != _package(name):
            assert LAYER_OF[_package(other)] < LAYER_OF[_package(name)], f"{name} imports {other}"


def test_every_module_has_a_layer() -> None:
    assert {_package(name) for name in MODULES} - {"__init__"} == set(LAYER_OF)


def test_no_import_goes_in_a_circle() -> None:
    graph = {name: {other for other in _own_imports(name) if not name.startswith(other + ".")} for name in MODULES}
    list(TopologicalSorter(graph).static_order())


def test_the_catalogue_of_codes_knows_diagnostics_only() -> None:
    for name in MODULES:
        if _package(name) == "codes":
            assert {_package(other) for other in _own_imports(name)} <= {"codes", "diagnostics"}


@pytest.mark.parametrize("library", DOORS)
def test_a_library_has_its_door(library: str) -> None:
    users = {name for name, path in MODULES.items() if library in {item.partition(".")[0] for item in _imports(path)}}
    assert users == DOORS[library]


def test_the_model_knows_nothing_of_files_and_forms_of_output() -> None:
    for name in MODULES:
        if _package(name) in ("model", "scoring", "results"):
            outside = {item.partition(".")[0] for item in _imports(MODULES[name])}
            assert not outside & {"os", "sys", "pathlib", "io", "json", "csv", "subprocess", "datetime.now"}


def test_no_module_is_too_long() -> None:
    lines = {name: path.read_text(encoding="utf-8").count("\n") for name, path in MODULES.items()}
    listing = "\n".join(f"{count:5} {name}" for name, count in sorted(lines.items(), key=lambda item: -item[1]))
    assert all(count <= MOST_LINES for name, count in lines.items() if _package(name) != "codes"), f"\n{listing}"


# Nothing of the data in Python -----------------------------------------------


def _ids(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("id", "slug", "plural") and isinstance(inner, str):
                yield inner
            if key == "figures" and isinstance(inner, dict):
                yield from inner
            yield from _ids(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _ids(inner)


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - builds text only


@cache
def _names_of_the_data() -> frozenset[str]:
    """Ids of sets, tiers, sections, criteria, figures and rules; names and slugs of provinces and units.

    A word alone (`files`, `website`) may mean something else in the engine; tiers are kept whatever they are called.
    """
    found: set[str] = set()
    tiers: set[str] = set()
    for root in (ROOT, PROVINCE):
        for path in [*root.glob("criteria/*/*.yaml"), *root.glob("criteria/*/groups/*.yaml")]:
            document = _read(path)
            found |= set(_ids(document))
            if path.name == "set.yaml":
                tiers |= {word for tier in document["tiers"] for word in (tier["id"], tier["slug"])}
        for path in root.glob("submissions/*/units.yaml"):
            register = _read(path)
            found.add(register["province"]["name"])
            found |= {word for unit in register["units"] for word in (unit["name"], unit["slug"])}
    return frozenset(name for name in found if re.search(r"[_ -]", name)) | tiers


def _strings(path: Path) -> Iterator[tuple[int, str]]:
    """Every string of a module but its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            yield node.lineno, node.value


@pytest.mark.parametrize("name", [name for name in MODULES if _package(name) != "codes"])
def test_no_string_of_a_module_is_a_name_of_the_data(name: str) -> None:
    data = _names_of_the_data()
    for line, text in _strings(MODULES[name]):
        assert text not in data, f"{name}:{line} knows «{text}»"
        assert not re.search(r"Bắc Kạn|bac-kan|Sông Mây|song-may", text), f"{name}:{line} knows «{text}»"


def test_no_schema_of_the_package_names_a_tier_or_a_set() -> None:
    for path in (PACKAGE / "schemas").rglob("*.json"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\b(commune|department|district|bac-kan|Bắc Kạn)\b", text), path.name
