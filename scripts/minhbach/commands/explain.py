"""`minhbach explain ROUND UNIT [CRITERION]`: how each point came about, in words."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from minhbach.commands.common import CLEAN, UsageError, add_milestone, load_results, say
from minhbach.edition import results_words
from minhbach.exact import Lang, published, written, written_share
from minhbach.model.criteria import Role
from minhbach.results import RoundResults, UnitResult, UnitStatus
from minhbach.scoring.rollup import CriterionScore, SectionScore
from minhbach.scoring.words import answer_text, explain


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("explain", help="giải thích điểm của một đơn vị / explain the points of a unit")
    parser.add_argument("round", metavar="ROUND", help="mã đợt / id of the round")
    parser.add_argument("unit", metavar="UNIT", help="mã đơn vị, ví dụ 01888 / code of the unit")
    parser.add_argument("criterion", metavar="CRITERION", nargs="?", help="mã hoặc số tiêu chí / id or number")
    add_milestone(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    _, _, results = load_results(args)
    result = _find_unit(results, args.unit)
    scores = _find_criteria(result, args.criterion)
    say("\n".join(_lines(results, result, scores, args.lang, whole=args.criterion is None)))
    return CLEAN


def _find_unit(results: RoundResults, wanted: str) -> UnitResult:
    if wanted in results.by_unit:
        return results.by_unit[wanted]
    near = [code for code in results.by_unit if code.lstrip("0") == wanted.lstrip("0")]
    hint_vi = f" Có phải {near[0]}?" if near else ""
    hint_en = f" Did you mean {near[0]}?" if near else ""
    raise UsageError(
        f"Đợt {results.round.id} không có đơn vị mã «{wanted}».{hint_vi}",
        f"Round {results.round.id} has no unit “{wanted}”.{hint_en}",
    )


def _find_criteria(result: UnitResult, wanted: str | None) -> tuple[CriterionScore, ...]:
    if wanted is None or not result.criteria:
        return result.criteria
    found = tuple(score for score in result.criteria if wanted in (score.criterion.id, score.criterion.number))
    if not found:
        known = ", ".join(f"{score.criterion.number} {score.criterion.id}" for score in result.criteria)
        raise UsageError(
            f"Cấp này không có tiêu chí «{wanted}». Các tiêu chí: {known}",
            f"This tier has no criterion “{wanted}”. Criteria: {known}",
        )
    return found


def _lines(
    results: RoundResults, result: UnitResult, scores: tuple[CriterionScore, ...], lang: Lang, *, whole: bool
) -> Iterator[str]:
    yield f"{result.unit.name} ({result.unit.code}), {results.round.title.in_(lang)}"
    yield results_words(results).in_(lang)
    if result.status is not UnitStatus.RANKED or result.total is None:
        yield (
            "Chưa nộp số liệu hoặc không đánh giá: không có điểm." if lang == "vi" else "No submission or not assessed."
        )
        return
    for scale, standing in result.standings.items():
        words = "{name}: {points} / {most} ({share}), hạng {rank}, mức {level}"
        if lang == "en":
            words = "{name}: {points} / {most} ({share}), rank {rank}, level {level}"
        yield words.format(
            name=_scale_name(results, scale, lang),
            points=written(standing.published, lang),
            most=written(published(standing.maximum, results.round.publication), lang),
            share=written_share(standing.share, lang),
            rank=standing.rank,
            level=standing.level.id if standing.level else "-",
        )
    if whole:
        yield from _section_lines(results, result.total, lang)
    for score in scores:
        yield from _criterion_lines(results, result, score, lang)


def _scale_name(results: RoundResults, scale: str, lang: Lang) -> str:
    sections = {section.id: section for pillar in results.criteria.pillars for section in pillar.walk()}
    if scale in sections:
        return sections[scale].title.in_(lang)
    return "Total" if lang == "en" else "Tổng điểm"


def _section_lines(results: RoundResults, total: SectionScore, lang: Lang) -> Iterator[str]:
    publication = results.round.publication
    for section in list(total.walk())[1:]:
        points = written(published(section.points, publication), lang)
        most = written(published(section.maximum, publication), lang)
        yield f"  {_scale_name(results, section.id, lang)}: {points} / {most}"


def _criterion_lines(results: RoundResults, result: UnitResult, score: CriterionScore, lang: Lang) -> Iterator[str]:
    publication = results.round.publication
    points = written(published(score.points, publication), lang)
    most = written(published(score.declared, publication), lang)
    mark = "" if score.criterion.role is Role.SCORED else f" [{score.criterion.role.value}]"
    yield ""
    yield f"{score.criterion.number} {score.criterion.title.in_(lang)}{mark}: {points} / {most}"
    for name in score.criterion.uses:
        chain = result.chains[name]
        figure = results.criteria.figures[name]
        links = " -> ".join(answer_text(link.answer, lang) for link in chain.links)
        yield f"    {figure.label.in_(lang)} ({name}): {links} {figure.unit}".rstrip()
    for sentence in explain(score, results.criteria, lang):
        yield f"    = {sentence}"
    if score.criterion.reference:
        yield f"    ({score.criterion.reference})"
