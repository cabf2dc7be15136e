"""A data repository of the small province in a real git repository, and the command line at work in it.

The province as it is made here has nothing that stands against publishing: every unit is approved, and no supplement
was handed in yet. Towns get one figure that is added up from their wards.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from minhbach.cli import main
from minhbach.git import GitRepository, clean_environment
from minhbach.model.record import Record
from minhbach.publication.verify import Verification, verify
from minhbach.reading.published import read_record, record_path
from minhbach.reading.sets import read_set
from minhbach.schema import schema_bytes, tier_schema
from minhbach.tree import Tree, WorkTree
from tests.cases.examples import MemoryTree, start

ROUND = "submissions/2021"
SET = "criteria/song-may-2021"
UNITS = f"{ROUND}/units"
WARD = f"{UNITS}/thi-xa-may-thuong/phuong-ben-do.yaml"
OTHER_WARD = f"{UNITS}/thi-xa-may-thuong/phuong-cau-may.yaml"
TOWN = f"{UNITS}/thi-xa-may-thuong/_thi-xa.yaml"
OFFICE = f"{UNITS}/phong-ban/phong-tai-chinh.yaml"
RECEIPTS, CALENDAR, REGISTER = f"{ROUND}/receipts.yaml", f"{ROUND}/round.yaml", f"{ROUND}/units.yaml"
MINUTES, AMENDMENT, REVIEW = (
    f"{ROUND}/inspections/02005.yaml",
    f"{ROUND}/amendments/01.yaml",
    f"{ROUND}/reviews/02005.yaml",
)

PRELIMINARY_DAY, FINAL_DAY, AMENDED_DAY = "2021-12-24", "2022-01-15", "2022-02-20"
"""The last windows of the round close on 20 December and 5 January; the final result may come from 10 January on."""

AGREED = """\
team: Đoàn kiểm tra số 1
decision: "Quyết định số 15/QĐ-BCĐ ngày 01/12/2021 (giả định)"
held: {from: 2021-12-08T08:00, to: 2021-12-08T11:30, place: "Trụ sở UBND phường"}
present: {team: [{role: Trưởng đoàn}], unit: [{role: Chủ tịch UBND phường}]}
report:
  overview: Tình hình chung
  direction: Có kế hoạch
  readiness: {infrastructure: Đủ máy, workforce: Đủ người, policy: Có quy chế}
  results: {presence: Có trang, interaction: Có hộp thư, transaction: Mức 3, transformation: Chưa có}
  assessment: {achieved: Tốt, difficulties: Thiếu kinh phí, causes: Ngân sách}
  proposals: Không
findings:
  - {figure: trained, reported: 18, verified: 17, settled: 17, reason: "Một người chưa có giấy chứng nhận"}
agreed: true
"""
SETTLED_LATER = AGREED.replace("08T", "16T")
DECISION = """\
decision: "Quyết định số 102/QĐ-UBND ngày 15/02/2022 (giả định)"
changes:
  - {unit: "02005", figure: trained, old: 17, new: 16, reason: "Một người được tính hai lần"}
"""
SECOND_DECISION = """\
decision: "Quyết định số 130/QĐ-UBND ngày 01/03/2022 (giả định)"
changes:
  - {unit: "02005", figure: trained, old: 16, new: 15, reason: "Thêm một người"}
"""


SUM = """\
- id: ward_training
  number: "1.4"
  title: {vi: "Tập huấn ở các phường", en: "Training in the wards"}
  points: {town: 3}
  figures:
    ward_sessions: {kind: count, label: {vi: "Số buổi ở các phường", en: "Sessions of wards"}, sum_of: wards.sessions}
  score: {steps: ward_sessions, shares: {12: 1, 8: 2/3, 4: 1/3}}
"""


def quiet_province() -> dict[str, bytes]:
    """The files of the province, with a sum over wards, and without what would stand against publishing."""
    files = dict(start(both_rounds=True).files)
    for path in [path for path in files if path.startswith((UNITS, "submissions/2020/units"))]:
        text = files[path].decode().partition("\nsupplement:")[0].rstrip() + "\n"
        files[path] = (re.sub(r"\n  sessions: .*", "", text) if "_thi-xa" in path else text).encode()
    group = f"{SET}/groups/01-people.yaml"
    files[group] = files[group].replace(b"points: {town: 3, ward: 2}", b"points: {ward: 2}") + SUM.encode()
    files[RECEIPTS] = re.sub(rb'(received: "[^"]+")\}', rb'\1, approved: "2021-12-01"}', files[RECEIPTS])
    return _with_schemas(files)


def _with_schemas(files: dict[str, bytes]) -> dict[str, bytes]:
    criteria, findings = read_set(MemoryTree(files), "song-may-2021")
    assert criteria is not None, [item.message.vi for item in findings]
    for tier in criteria.tiers:
        files[f"{SET}/schema/{tier.id}.schema.json"] = schema_bytes(tier_schema(criteria, tier.id))
    return files


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command gave."""

    code: int
    out: str
    err: str


class World:
    """A clone with the main branch checked out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    # Files and history

    def path(self, path: str) -> Path:
        return self.folder / path

    def read(self, path: str) -> str:
        return self.path(path).read_text(encoding="utf-8")

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        for path, content in files.items():
            place = self.path(path)
            if content is None:
                place.unlink()
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.encode() if isinstance(content, str) else content)

    def edit(self, path: str, old: str, new: str) -> None:
        text = self.read(path)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write({path: text.replace(old, new)})

    def git(self, *words: str) -> str:
        return git(self.folder, *words)

    def commit(self, message: str = "Đổi") -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")

    def files(self) -> dict[str, bytes]:
        """Everything that lies there but git's own."""
        places = (place for place in self.folder.rglob("*") if place.is_file())
        found = {place.relative_to(self.folder).as_posix(): place for place in places}
        return {path: place.read_bytes() for path, place in found.items() if not path.startswith(".git/")}

    # Publishing

    def publish(self, milestone: str, day: str, *words: str) -> None:
        """Publish, commit and tag an edition; it must not be refused."""
        command = ["publish", "2021", milestone, "--date", day, "--decision", "QĐ số 1", *words]
        assert main(["--root", str(self.folder), *command]) == 0
        self.commit(f"Công bố {milestone}")
        assert main(["--root", str(self.folder), "publish", "2021", milestone, "--tag"]) == 0

    def record(self, edition: str) -> Record:
        return read_record(self.path(record_path("2021", edition)).read_bytes(), "2021", edition)

    def verify(self, edition: str, tree: Tree | None = None) -> Verification:
        with GitRepository(self.folder) as repository:
            return verify(tree or WorkTree(self.folder), repository, "2021", edition)


def git(folder: Path, *words: str) -> str:
    """Git as a person would call it, under a fixed name and in a config of its own."""
    who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in _WHO.items()}
    environment = {**clean_environment(), **who, "GIT_ALLOW_PROTOCOL": "file", "GIT_NO_LAZY_FETCH": "0"}
    done = subprocess.run(["git", "-C", str(folder), *words], env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


_WHO = {"NAME": "van-hanh-1", "EMAIL": "van-hanh-1@example.invalid", "DATE": "2021-12-24T09:00:00+07:00"}


def make_world(folder: Path, files: Mapping[str, bytes]) -> World:
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    for name in ("user.name", "user.email"):
        git(folder, "config", name, "van-hanh-1")
    world = World(folder)
    world.write(files)
    world.commit("Mở đợt")
    return world


def supplement(world: World) -> None:
    world.write(
        {OTHER_WARD: world.read(OTHER_WARD) + 'supplement:\n  trained: {value: 11, reason: "Thêm hai người"}\n'}
    )


class Stages:
    """The repository at each stage of its season, made once and copied for each test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: set[str] = set()

    def copy(self, stage: str, to: Path) -> World:
        if stage not in self._made:
            self._make(stage)
            self._made.add(stage)
        shutil.copytree(self.folder / stage, to, symlinks=True)
        return World(to)

    def _make(self, stage: str) -> None:
        if stage == "reported":
            make_world(self.folder / stage, quiet_province())
            return
        before = {"preliminary": "reported", "final": "preliminary", "final-2": "final"}[stage]
        world = self.copy(before, self.folder / stage)
        getattr(self, f"_{stage.replace('-', '_')}")(world)

    @staticmethod
    def _preliminary(world: World) -> None:
        world.publish("preliminary", PRELIMINARY_DAY)

    @staticmethod
    def _final(world: World) -> None:
        supplement(world)
        world.commit("Bổ sung")
        world.write({MINUTES: SETTLED_LATER})
        world.commit("Biên bản")
        world.publish("final", FINAL_DAY)

    @staticmethod
    def _final_2(world: World) -> None:
        world.write({AMENDMENT: DECISION})
        world.commit("Đính chính")
        world.publish("final", AMENDED_DAY)


def run(capsys: pytest.CaptureFixture[str], world: World, *words: str) -> Ran:
    capsys.readouterr()
    try:
        code = main(["--root", str(world.folder), *words])
    except SystemExit as stop:
        code = int(stop.code or 0)
    out, err = capsys.readouterr()
    return Ran(code, out, err)
