"""`make season`: plays the season into a folder, says which rule refused each attack, and leaves the repository."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from minhbach.codes import CATALOGUE
from tests.conftest import ROOT
from tests.season.attacks import ATTACKS, NO_APPROVAL, Attack
from tests.season.play import Season, play_season
from tests.season.scenes import Result

APPROVALS = "duyệt chỉ tính cho đúng bản đã kiểm tra, bởi người mà nhánh chính ghi tên, không phải người gửi"


def table(season: Season) -> str:
    """The attacks, what refused each and where, as a Markdown table."""
    rows = ["| | tấn công | mối đe dọa | quy tắc từ chối | ở đâu |", "|---|---|---|---|---|"]
    for place, result in enumerate(season.attacks, start=1):
        held = "" if result.held else " **(KHÔNG CHẶN ĐƯỢC)**"
        attack = result.attack
        rows.append(f"| {place} | {attack.title}{held} | {attack.threat} | {_rule(attack)} | {_place(result)} |")
    return "\n".join(rows)


def rules_table() -> str:
    """The same without where: it stands on the page of threats."""
    rows = ["| | tấn công | mối đe dọa | quy tắc từ chối |", "|---|---|---|---|"]
    for place, attack in enumerate(ATTACKS, start=1):
        rows.append(f"| {place} | {attack.title} | {attack.threat} | {_rule(attack)} |")
    return "\n".join(rows)


def _rule(attack: Attack) -> str:
    if attack.rule == NO_APPROVAL:
        return APPROVALS
    return f"`{attack.rule}`: {CATALOGUE[attack.rule].title.vi}"


def _place(result: Result) -> str:
    finding = result.finding
    return f"`{finding.location.path}:{finding.location.line}`" if finding and finding.location.path else "–"


def summary(season: Season) -> str:
    merged = sum(1 for pull in season.world.forge.pulls.values() if pull.merged)
    right = season.main_files() == season.expected_files()
    lines = [
        f"{len(season.data.register.units)} đơn vị, {len(season.numbers)} đã gửi; {merged} bản được nhận.",
        f"{len(season.refused_once)} đơn vị bị từ chối lần đầu vì số liệu không logic, đã sửa.",
        f"{len(season.sent_back)} bản bị trả lại để xem lại; {len(season.unapproved)} bản chưa ai duyệt, còn chờ.",
        f"{sum(1 for result in season.attacks if result.held)}/{len(season.attacks)} tấn công bị chặn.",
        "Nhánh chính giữ đúng những gì phải giữ." if right else "NHÁNH CHÍNH KHÔNG ĐÚNG.",
    ]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "season")
    parser.add_argument("--forge", choices=("github", "forgejo"), default="github")
    args = parser.parse_args()
    shutil.rmtree(args.out, ignore_errors=True)
    args.out.mkdir(parents=True)
    season = play_season(args.out, args.forge)
    season.world.close()
    text = f"{table(season)}\n\n{summary(season)}\n"
    (args.out / "season.md").write_text(text, encoding="utf-8")
    sys.stdout.write(f"{text}Kho git: {args.out / 'forge.git'}\n")
    held = all(result.held for result in season.attacks)
    return 0 if held and season.main_files() == season.expected_files() else 1


if __name__ == "__main__":
    raise SystemExit(main())
