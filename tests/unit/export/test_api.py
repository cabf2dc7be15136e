"""The API: every document is true to its schema, in every round and phase, and says what the results say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from minhbach.export.api import ApiRound, api_files, round_files
from minhbach.export.api.places import schema
from minhbach.export.api.site_wide import SCHEMA_NAMES, schema_files
from minhbach.export.json_text import json_bytes
from minhbach.export.scores import scores_document
from minhbach.model.round import Milestone, Phase
from minhbach.results import RoundResults, compute_results
from tests.conftest import PROVINCE, ROOT
from tests.unit.export.rounds import all_rounds, api_round, data_of, results_of
from tests.unit.scoring.samples import NA, Given, T, criterion, flat_set, round_data
from tests.unit.scoring.samples import dataset as dataset_of

Documents = Mapping[str, Any]

POINTS = {"points", "points_published", "rank", "tied", "total", "share", "level", "standings", "median", "converted"}
"""Members that tell a result."""


@cache
def _validators() -> dict[str, Draft202012Validator]:
    schemas = {address.rpartition("/")[2]: json.loads(data) for address, data in schema_files()}
    for contents in schemas.values():
        Draft202012Validator.check_schema(contents)
    for _ in range(3):
        known = _registry(schemas)
        schemas = {name: _flatter(contents, known.resolver(name)) for name, contents in schemas.items()}
    known = _registry(schemas)
    return {
        name: Draft202012Validator(contents, registry=known, format_checker=FormatChecker())
        for name, contents in schemas.items()
    }


def _registry(schemas: Mapping[str, Any]) -> Registry[Any]:
    """A reference names a schema by the file beside it, as it does on the site."""
    empty: Registry[Any] = Registry()
    return empty.with_resources([(name, Resource.from_contents(contents)) for name, contents in schemas.items()])


def _flatter(part: Any, resolver: Any) -> Any:
    """With what a reference leads to in its place, where that holds no other: a look-up costs more than a judgement."""
    if isinstance(part, list):
        return [_flatter(inner, resolver) for inner in part]
    if not isinstance(part, dict):
        return part
    if isinstance(part.get("$ref"), str):
        found = resolver.lookup(part["$ref"]).contents
        assert part.keys() <= {"$ref", "title", "description"}, "beside a reference stand words only"
        return part if '"$ref"' in json.dumps(found) else found
    return {key: _flatter(inner, resolver) for key, inner in part.items()}


def _documents(*rounds: ApiRound, one_unit_in: int = 1) -> dict[str, Any]:
    """Every document by its address, checked against the schema that it names itself; of units perhaps some only."""
    documents: dict[str, Any] = {}
    for place, (address, make) in enumerate(api_files(rounds)):
        if "/units/" in address and place % one_unit_in:
            continue
        data = make()
        document = json.loads(data)
        assert address not in documents
        assert address == address.lower()
        documents[address] = document
        if "/schema/" not in address:
            assert json_bytes(document) == data
            _check(address, document)
    return documents


def _check(address: str, document: Any) -> None:
    link = document["$schema"]
    folder = Path("/", address).parent
    assert (folder / link).resolve() == Path("/", schema(link.rpartition("/")[2].partition(".")[0]))
    errors = list(_validators()[link.rpartition("/")[2]].iter_errors(document))
    assert errors == [], f"{address}: {errors[0].message} at {errors[0].json_path}"


def _keys(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key, inner
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


@cache
def _published(root: Path) -> Documents:
    data = data_of(root)
    return _documents(*(api_round(item, results_of(root, name)) for name, item in data.rounds.items()))


@pytest.fixture(scope="module")
def committed() -> Documents:
    return _published(ROOT)


@pytest.mark.parametrize("root", [ROOT, PROVINCE], ids=["repository", "province"])
def test_every_document_is_true_to_its_schema(root: Path) -> None:
    data, documents = data_of(root), _published(root)
    units = sum(len(item.register.units) for item in data.rounds.values())
    assert sum(1 for address in documents if "/units/" in address) == units


@pytest.mark.parametrize("milestone", Milestone)
@pytest.mark.parametrize(("root", "name"), all_rounds())
def test_both_milestones_are_true_to_their_schemas(root: Path, name: str, milestone: Milestone) -> None:
    data = data_of(root)
    documents = _documents(api_round(data.rounds[name], compute_results(data, name, milestone)), one_unit_in=7)
    assert documents[f"api/v1/{name}/units.json"]["milestone"] == milestone.value
    assert documents[f"api/v1/{name}/units.json"]["edition"] is None


@pytest.mark.parametrize(("root", "name"), all_rounds())
def test_without_public_results_there_are_no_points_and_no_ranks(root: Path, name: str) -> None:
    data = data_of(root).rounds[name]
    data = replace(data, round=replace(data.round, phase=Phase.REVIEW))
    documents = _documents(api_round(data, None), one_unit_in=7)
    criteria = f"api/v1/{name}/criteria"
    told = {key: value for address, item in documents.items() if address[:-5] != criteria for key, value in _told(item)}
    assert not {key for key, value in told.items() if value is not None}
    assert documents[f"api/v1/{name}/releases.json"]["releases"] == []
    assert documents[f"api/v1/{name}/changes.json"]["steps"] == []
    assert all(tier["ranked"] is None for tier in documents["api/v1/rounds.json"]["rounds"][0]["tiers"])


def _told(document: Any) -> Iterator[tuple[str, Any]]:
    """Members that tell results; what a criterion is worth and the schemas are no results."""
    if "properties" in document or "$defs" in document:
        return
    yield from (
        (key, value)
        for key, value in _keys({key: value for key, value in document.items() if key != "criterion"})
        if key in POINTS or key in ("milestone", "edition", "release", "published", "results", "figures")
    )


def test_a_unit_says_what_the_results_say(committed: Documents) -> None:
    results = results_of(ROOT, "2019")
    whole = {unit["code"]: unit for unit in scores_document(results, None)["units"]}
    for code, known in whole.items():
        unit = committed[f"api/v1/2019/units/{code}.json"]
        told = unit["results"]
        assert told["status"] == known["status"]
        assert {name: item["points"] for name, item in told["criteria"].items()} == {
            name: item["points"] for name, item in known["criteria"].items()
        }
        standing = told["standings"].get("total")
        assert (standing and standing["rank"]) == known["rank"]
        assert (standing and standing["points_published"]) == known["total_published"]
        for name, item in known["groups"].items():
            assert told["sections"][name] == item
        figures = {name: links for item in known["criteria"].values() for name, links in item["figures"].items()}
        for name, links in figures.items():
            assert [link["value"] for link in told["figures"][name]] == [link["value"] for link in links]


def test_a_unit_that_handed_nothing_in_and_one_that_is_exempt() -> None:
    criteria = flat_set(
        criterion("site", "{yes_no: p}", 4), criterion("ratio", "{ratio: [a, b], zero_denominator: zero}", 6)
    )
    units: dict[str, Mapping[str, Given] | None] = {
        "a": {"p": False, "a": 0, "b": 4},
        "b": None,
        "c": {"p": True},
        "d": {"p": NA},
    }
    data = round_data(criteria, units, exempt=["c"])
    results = compute_results(dataset_of(data), "2031", Milestone.FINAL)
    documents = _documents(api_round(data, results))
    told = {code: documents[f"api/v1/2031/units/{code}.json"]["results"] for code in units}
    assert (told["b"]["status"], told["c"]["status"]) == ("not_submitted", "not_assessed")
    for code in ("b", "c"):
        assert (told[code]["total"], told[code]["standings"]) == (None, {})
        assert told[code]["criteria"] == told[code]["figures"] == told[code]["sections"] == {}
    # Zero, not applicable and missing are three things.
    assert told["a"]["criteria"]["site"]["points"] == told["a"]["criteria"]["ratio"]["points"] == "0"
    assert [told["a"]["criteria"][name]["state"] for name in ("site", "ratio")] == ["scored", "scored"]
    assert [told["d"]["criteria"][name]["state"] for name in ("site", "ratio")] == ["not_applicable", "missing"]
    assert told["a"]["figures"]["a"][0]["value"] == 0
    assert told["d"]["figures"]["a"][0] == {
        "origin": "reported",
        "state": "missing",
        "value": None,
        "reason": None,
        "change_reason": None,
        "by": None,
    }
    assert documents["api/v1/2031/units/c.json"]["exempt"] == {"vi": "mới thành lập", "en": "newly founded"}
    ranking = documents["api/v1/2031/ranking/lang.json"]
    assert [unit["code"] for unit in ranking["units"]][-2:] == ["b", "c"]


def test_a_ranking_has_its_units_in_order_and_its_median(committed: Documents) -> None:
    results = results_of(ROOT, "2019")
    for tier in results.tiers:
        ranking = committed[f"api/v1/2019/ranking/{tier.tier.slug}.json"]
        ranked = [unit.unit.code for unit in tier.ranked["total"]]
        assert [unit["code"] for unit in ranking["units"]][: len(ranked)] == ranked
        assert len(ranking["units"]) == len(tier.units)
        assert ranking["scales"][0]["ranked"] == len(ranked)


def test_a_criterion_has_the_points_of_every_unit_that_handed_in(committed: Documents) -> None:
    results = results_of(ROOT, "2019")
    handed_in = sum(1 for unit in results.by_unit.values() if unit.total is not None)
    for item in results.criteria.criteria():
        document = committed[f"api/v1/2019/criteria/{item.id}.json"]
        tiers = {tier.tier.id for tier in results.tiers} & item.points.keys()
        assert {unit["tier"] for unit in document["units"]} == tiers
        assert len(document["units"]) <= handed_in
        for unit in document["units"]:
            own = committed[f"api/v1/2019/units/{unit['code']}.json"]["results"]["criteria"][item.id]
            assert {**own, "code": unit["code"], "tier": unit["tier"]} == unit


def test_the_weights_of_a_tier_add_up_to_its_total(committed: Documents) -> None:
    document = committed["api/v1/2019/criteria.json"]
    for tier, total in document["totals"].items():
        points = [
            float(item["points"][tier])
            for item in document["criteria_list"]
            if item["role"] == "scored" and tier in item["points"]
        ]
        assert sum(points) == pytest.approx(float(total))
    assert all(item["formula"]["vi"] and item["formula"]["en"] for item in document["criteria_list"])


def test_changes_tell_figures_points_and_places_with_their_reason(committed: Documents) -> None:
    steps = committed["api/v1/2019/changes.json"]["steps"]
    assert [(step["before"], step["after"]) for step in steps] == [("preliminary", "final"), ("final", "final-2")]
    amended = steps[1]
    assert amended["decision"]
    assert amended["published"]
    moved = [unit for unit in amended["units"] if unit["figures"]]
    assert moved
    for unit in moved:
        assert {figure["origin"] for figure in unit["figures"]} <= {"amended", "computed"}
        assert all(figure["before"] != figure["after"] for figure in unit["figures"])
        code = unit["code"]
        for place in unit["places"]:
            now = committed[f"api/v1/2019/units/{code}.json"]["results"]["standings"][place["scale"]]
            assert place["after"] == now


def test_releases_are_the_published_editions(committed: Documents) -> None:
    document = committed["api/v1/2019/releases.json"]
    assert [(item["release"], item["edition"]) for item in document["releases"]] == [
        ("1.0", "preliminary"),
        ("1.1", "final"),
        ("1.2", "final-2"),
    ]
    assert (document["edition"], document["release"]) == ("final-2", "1.2")
    assert document["releases"][2]["record"] == "2019/cong-bo/final-2.json"


def test_every_document_that_another_names_is_there(committed: Documents) -> None:
    for document in committed.values():
        for _, value in _keys(document):
            if isinstance(value, str) and re.fullmatch(r"api/v1/[^{}]*\.json", value):
                assert value in committed


def test_the_index_names_every_kind_of_document_and_its_schema(committed: Documents) -> None:
    index = committed["api/v1/index.json"]
    assert index["rounds"] == list(data_of(ROOT).rounds)
    kinds = [re.compile(re.sub(r"\{[^}]*\}", "[^/]+", item["address"])) for item in index["documents"]]
    for address in committed:
        if "/schema/" not in address and not address.endswith("index.json"):
            assert sum(1 for kind in kinds if kind.fullmatch(address)) == 1, address
    assert all(item["schema"] in committed for item in index["documents"])
    assert {f"api/v1/schema/{name}.schema.json" for name in SCHEMA_NAMES} <= committed.keys()


def test_every_schema_of_the_package_is_on_the_site() -> None:
    shipped = {path.name for path in (ROOT / "scripts" / "minhbach" / "schemas" / "api").iterdir()}
    assert shipped == {f"{name}.schema.json" for name in SCHEMA_NAMES}


def test_a_schema_refuses_what_it_should() -> None:
    """A check that lets everything pass proves nothing."""
    data = data_of(PROVINCE).rounds["2021"]
    source = api_round(data, results_of(PROVINCE, "2021"))
    by_address = {address: json.loads(make()) for address, make in round_files(source)}
    address, unit = next(item for item in by_address.items() if "/units/" in item[0] and item[1]["results"]["total"])
    code = next(iter(unit["results"]["criteria"]))
    _check(address, unit)
    for broken in (
        {**unit, "more": 1},
        {key: value for key, value in unit.items() if key != "page"},
        {**unit, "milestone": None},
        {**unit, "results": {**unit["results"], "status": "absent"}},
        {
            **unit,
            "results": {**unit["results"], "criteria": {code: {**unit["results"]["criteria"][code], "points": 1}}},
        },
    ):
        with pytest.raises(AssertionError):
            _check(address, broken)


def test_names_of_people_and_hostile_words_stay_text() -> None:
    hostile = '</script><script>{{ 1 }}]]>\u202e"\\'
    criteria = flat_set(criterion("site", "{yes_no: p}", 4))
    data = round_data(criteria, {"a": {"p": True}})
    units = tuple(replace(unit, name=hostile) for unit in data.register.units)
    data = replace(data, register=replace(data.register, units=units))
    results: RoundResults = compute_results(dataset_of(data), "2031", Milestone.FINAL)
    documents = _documents(api_round(data, results))
    assert documents["api/v1/2031/units/a.json"]["name"] == hostile
    assert documents["api/v1/2031/ranking/lang.json"]["tier"]["id"] == T
