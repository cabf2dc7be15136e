"""What the gate says to a record that an operator hands in, out of a real history."""

from __future__ import annotations

from datetime import datetime

from minhbach.gate.judge import Judge, Question
from minhbach.gate.memory import Memory
from minhbach.gate.outcome import Verdict
from minhbach.git import GitRepository
from minhbach.reading.published import record_path
from tests.unit.publication.conftest import At, Run
from tests.unit.publication.test_verify import resealed
from tests.unit.publication.world import AMENDED_DAY, AMENDMENT, DECISION, PRELIMINARY_DAY, WARD, World

OPERATOR, SECOND_OPERATOR = 2001, 2002


def asked(world: World, base: str) -> tuple[Verdict, list[tuple[str, str]]]:
    """The verdict on what stands at HEAD, and its findings."""
    at = datetime.fromisoformat("2022-02-21T09:00+07:00")
    question = Question(base=base, head=world.git("rev-parse", "HEAD"), actor=OPERATOR, at=at)
    with GitRepository(world.folder) as repository:
        outcome = Judge(repository, Memory()).outcome(question)
    return outcome.verdict, [(item.code, item.message.vi) for item in outcome.diagnostics]


def test_a_record_that_was_published_as_it_should_be_is_taken(at: At, run: Run) -> None:
    world = at("reported")
    base = world.git("rev-parse", "HEAD")
    assert run(world, "publish", "2021", "preliminary", "--date", PRELIMINARY_DAY).code == 0
    world.commit("Công bố")
    assert asked(world, base) == (Verdict.ACCEPTABLE, [])


def test_an_amendment_and_then_its_edition_are_taken(at: At, run: Run) -> None:
    world = at("final")
    first = world.git("rev-parse", "HEAD")
    world.write({AMENDMENT: DECISION})
    second = world.commit("Đính chính")
    assert asked(world, first) == (Verdict.ACCEPTABLE, [])
    assert run(world, "publish", "2021", "final", "--date", AMENDED_DAY).code == 0
    world.commit("Công bố")
    assert asked(world, second) == (Verdict.ACCEPTABLE, [])


def test_a_record_of_a_commit_that_the_base_never_had_is_refused(at: At, run: Run) -> None:
    world = at("reported")
    base = world.git("rev-parse", "HEAD")
    aside = world.commit("Ở máy của người vận hành")
    assert run(world, "publish", "2021", "preliminary", "--date", PRELIMINARY_DAY).code == 0
    world.commit("Công bố")
    message = f"Kho nhận không đi qua commit {aside} mà bản ghi dựa vào"
    assert asked(world, base) == (Verdict.REFUSED, [("record-revision", message)])


def test_figures_that_changed_since_make_a_record_stale(at: At, run: Run) -> None:
    world = at("reported")
    assert run(world, "publish", "2021", "preliminary", "--date", PRELIMINARY_DAY).code == 0
    data = world.path(record_path("2021", "preliminary")).read_bytes()
    world.write({record_path("2021", "preliminary"): None})
    world.edit(WARD, "trained: 18", "trained: 19")
    base = world.commit("Số liệu đến muộn")
    world.write({record_path("2021", "preliminary"): data})
    world.commit("Công bố")
    verdict, findings = asked(world, base)
    assert verdict is Verdict.REFUSED
    assert findings == [
        ("record-input", f"Bản ghi không dựa vào đúng các tệp đang có trong kho: 1 tệp khác, trong đó có {WARD}")
    ]


def test_a_number_that_was_changed_and_sealed_anew_is_refused(at: At, run: Run) -> None:
    world = at("reported")
    base = world.git("rev-parse", "HEAD")
    assert run(world, "publish", "2021", "preliminary", "--date", PRELIMINARY_DAY).code == 0
    path = record_path("2021", "preliminary")
    world.write({path: resealed(world.path(path).read_bytes(), b'"rank":1', b'"rank":2')})
    world.commit("Công bố")
    verdict, findings = asked(world, base)
    assert verdict is Verdict.REFUSED
    assert [code for code, _ in findings] == ["record-result"]


def test_an_edition_without_an_amendment_is_refused(at: At) -> None:
    world = at("final")
    base = world.git("rev-parse", "HEAD")
    data = world.path(record_path("2021", "final")).read_bytes()
    world.write({record_path("2021", "final-2"): resealed(data, b'"edition": "final"', b'"edition": "final-2"')})
    world.commit("Công bố lại")
    verdict, findings = asked(world, base)
    assert verdict is Verdict.REFUSED
    assert [code for code, _ in findings] == ["record-order"]
