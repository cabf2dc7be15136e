"""The large rounds of the bench: whole, without an error, and showing results."""

from __future__ import annotations

from pathlib import Path

from minhbach.checks import load_checked
from minhbach.diagnostics import Severity
from minhbach.model.round import PUBLIC_MILESTONE
from minhbach.tree import WorkTree
from tests.bench.national import write_national_round, write_rounds
from tests.conftest import ROOT

ROWS = ["01,Thành phố Một,thanh-pho,tinh,,thanh-pho-mot"]
for district in ("001", "002", "003"):
    ROWS.append(f"{district},Huyện {district},huyen,huyen,01,huyen-{district}")
    ROWS += [f"{district}{at:02},Xã {district} số {at},xa,xa,{district},xa-{district}-{at}" for at in range(20)]


def _register(folder: Path) -> Path:
    path = folder / "register.csv"
    path.write_text("\n".join(["code,name,type,tier,parent_code,slug", *ROWS]) + "\n", encoding="utf-8")
    return path


def test_a_national_round_has_all_units_of_the_register(tmp_path: Path) -> None:
    assert write_national_round(ROOT, tmp_path / "whole", "2019", _register(tmp_path)) == 63
    dataset, report = load_checked(WorkTree(tmp_path / "whole"))
    data = dataset.rounds["2019"]
    assert report.count(Severity.ERROR) == 0
    assert len(data.register.units) == 63
    assert 55 < len(data.submissions) < 63
    assert data.round.phase in PUBLIC_MILESTONE
    assert [unit.code for unit in data.register.units][:3] == ["001", "00100", "00101"]


def test_a_part_of_it_is_whole_families(tmp_path: Path) -> None:
    assert write_national_round(ROOT, tmp_path / "part", "2019", _register(tmp_path), units=25) == 42


def test_rounds_follow_one_another(tmp_path: Path) -> None:
    ids = write_rounds(ROOT, tmp_path / "rounds", "2019", rounds=3)
    dataset, report = load_checked(WorkTree(tmp_path / "rounds"))
    assert ids == tuple(dataset.rounds) == ("2017", "2018", "2019")
    assert report.count(Severity.ERROR) == 0
    sizes = {len(data.submissions) for data in dataset.rounds.values()}
    assert len(sizes) == 1
    assert dataset.rounds["2019"].previous is dataset.rounds["2018"]
    assert all(data.round.phase in PUBLIC_MILESTONE for data in dataset.rounds.values())
