"""`make season`: plays the season into a folder, says which rule refused each attack, leaves repository and site."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from minhbach.codes import CATALOGUE
from minhbach.diagnostics import Text
from minhbach.exact import Lang
from tests.conftest import ROOT
from tests.season.attacks import ATTACKS, NO_APPROVAL, Attack
from tests.season.commits import git
from tests.season.late_attacks import LATE_ATTACKS
from tests.season.play import Season
from tests.season.scenes import Result
from tests.season.walkthrough import PAGES, renewed
from tests.season.winter import play_season

APPROVALS = Text(
    "duyệt chỉ tính cho đúng bản đã kiểm tra, bởi người mà nhánh chính ghi tên, không phải người gửi",
    "an approval counts for exactly the version that was checked, by whom the main branch names, never by the sender",
)
HEADS = Text("số | tấn công | mối đe dọa | quy tắc từ chối", "no. | attack | threat | rule that refuses it")

ALL_ATTACKS: tuple[Attack[Any], ...] = (*ATTACKS, *(entry for entries in LATE_ATTACKS.values() for entry in entries))
"""The table's order; the season plays the later ones by date."""


def table(season: Season) -> str:
    """The attacks, what refused each and where, as a Markdown table."""
    rows = [f"| {HEADS.vi} | ở đâu |", "|---|---|---|---|---|"]
    for place, result in enumerate(results(season), start=1):
        held = "" if result.held else " **(KHÔNG CHẶN ĐƯỢC)**"
        attack = result.attack
        rows.append(f"| {place} | {attack.title.vi}{held} | {attack.threat} | {_rule(attack)} | {_place(result)} |")
    return "\n".join(rows)


def rules_table(lang: Lang = "vi") -> str:
    """The same without where: it stands on the page of threats."""
    rows = [f"| {HEADS.in_(lang)} |", "|---|---|---|---|"]
    for place, attack in enumerate(ALL_ATTACKS, start=1):
        rows.append(f"| {place} | {attack.title.in_(lang)} | {attack.threat} | {_rule(attack, lang)} |")
    return "\n".join(rows)


def results(season: Season) -> list[Result]:
    """How every attack ended, in the table's order."""
    by_name = {result.attack.name: result for result in (*season.attacks, *season.late_attacks)}
    return [by_name[attack.name] for attack in ALL_ATTACKS]


def _rule(attack: Attack[Any], lang: Lang = "vi") -> str:
    if attack.rule == NO_APPROVAL:
        return APPROVALS.in_(lang)
    return f"`{attack.rule}`: {CATALOGUE[attack.rule].title.in_(lang)}"


def _place(result: Result) -> str:
    finding = result.finding
    return f"`{finding.location.path}:{finding.location.line}`" if finding and finding.location.path else "–"


def summary(season: Season) -> str:
    merged = sum(1 for pull in season.world.forge.pulls.values() if pull.merged)
    right = season.main_files() == season.expected_files()
    held = [result for result in results(season) if result.held]
    lines = [
        f"{len(season.data.register.units)} đơn vị, {len(season.numbers)} đã gửi; {merged} bản được nhận.",
        f"{len(season.refused_once)} đơn vị bị từ chối lần đầu vì số liệu không logic, đã sửa.",
        f"{len(season.sent_back)} bản bị trả lại để xem lại; {len(season.unapproved)} bản chưa ai duyệt, còn chờ.",
        f"{len(held)}/{len(ALL_ATTACKS)} tấn công bị chặn.",
        *_editions(season),
        "Nhánh chính giữ đúng những gì phải giữ." if right else "NHÁNH CHÍNH KHÔNG ĐÚNG.",
    ]
    return "\n".join(lines)


def _editions(season: Season) -> Iterator[str]:
    """What each `verify` of the last day ends with."""
    for said in season.the_desk.said:
        if said.line.startswith("minhbach verify"):
            yield said.text.strip().splitlines()[-1]


def places(season: Season) -> str:
    """What there is to look at."""
    repo = season.the_desk.folder
    tags = ", ".join(git(season.world.bare, "tag", "--list").split())
    return "\n".join(
        (
            f"Kho ở nền tảng git, nhãn {tags}: {season.world.bare}",
            f"Bản sao để xem: {repo}",
            f"Trang web: {repo.parent / 'site' / 'index.html'}",
            "Xem thêm:",
            f"  git -C {repo} log --first-parent",
            f"  .venv/bin/minhbach --root {repo} history 2019",
            f"  .venv/bin/minhbach --root {repo} verify 2019 final",
        )
    )


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "season")
    parser.add_argument("--forge", choices=("github", "forgejo"), default="github")
    parser.add_argument("--renew-page", action="store_true", help="write the answers into the pages")
    args = parser.parse_args()
    shutil.rmtree(args.out, ignore_errors=True)
    args.out.mkdir(parents=True)
    season = play_season(args.out.resolve(), args.forge)
    season.world.close()
    if args.renew_page:
        for page in PAGES.values():
            text = renewed(page.read_text(encoding="utf-8"), season.the_desk.said)
            page.write_text(text, encoding="utf-8", newline="\n")
    text = f"{table(season)}\n\n{summary(season)}\n"
    (args.out / "season.md").write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"{text}\n{places(season)}\n")
    held = all(result.held for result in results(season))
    return 0 if held and season.main_files() == season.expected_files() else 1


if __name__ == "__main__":
    raise SystemExit(main())
