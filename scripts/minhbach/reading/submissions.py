"""A unit's file to a typed submission."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from jsonschema.exceptions import ValidationError

from minhbach.codes import diagnose, shown
from minhbach.diagnostics import Diagnostic, Location
from minhbach.model.criteria import CriteriaSet, Figure
from minhbach.model.submission import Answer, Evidence, Explanation, Submission, Supplement
from minhbach.model.units import Unit
from minhbach.reading.answers import explain_answer, read_answer
from minhbach.reading.structure import (
    KIND_NAMES,
    Structure,
    describe,
    is_split_by_comma,
    kind_of,
    unknown_key,
    unquoted_code,
)
from minhbach.yamlio import Mapping, Node, PathKeys, Scalar, Source


class SubmissionReader:
    """Reads the files of one tier of a round."""

    def __init__(self, criteria: CriteriaSet, tier: str, structure: Structure, round_id: str) -> None:
        self.figures = criteria.figures_of(tier)
        self.all_figures = criteria.figures
        self.criteria_ids = [criterion.id for criterion in criteria.criteria_of(tier)]
        self.structure = structure
        self.round_id = round_id
        self._known: dict[str, dict[str, Answer]] = {name: {} for name in self.figures}

    def read(self, source: Source, unit: Unit) -> tuple[Submission | None, list[Diagnostic]]:
        """The submission with every figure that can be read, and every finding, told of this unit."""
        if source.root is None:
            return None, []
        if not isinstance(source.root, Mapping):
            place = source.location()
            kind = diagnose("value-kind", place, found=kind_of(source.root), allowed=KIND_NAMES["object"])
            return None, [self._told(kind, unit)]
        data = self.structure.plain(source.root)
        errors = self.structure.errors(data)
        faults = _figure_paths(errors)
        findings = [
            *describe(source, [error for error in errors if not _is_about_figures(error)]),
            *self._unknown_figures(source),
            *self._unknown_evidence(source),
            *self._figure_faults(source, faults),
            *self._identity(source, unit),
        ]
        return self._submission(source, unit, data), [self._told(finding, unit) for finding in findings]

    def _told(self, finding: Diagnostic, unit: Unit) -> Diagnostic:
        return replace(finding, round=self.round_id, unit=unit.code)

    # Findings

    def _identity(self, source: Source, unit: Unit) -> Iterator[Diagnostic]:
        """The file says the round and the unit that its place says."""
        for key, wanted in (("round", self.round_id), ("unit", unit.code)):
            node = source.node(key)
            text = getattr(node, "text", None)
            if not text:
                continue
            place = source.location(key)
            if text == wanted:
                yield from unquoted_code(source, key)
            elif key == "round":
                yield diagnose("round-mismatch", place, found=shown(text), allowed=wanted)
            elif text.lstrip("0") == wanted.lstrip("0"):
                yield diagnose("code-leading-zero", place, found=shown(text), allowed=wanted)
            else:
                yield diagnose("unit-mismatch", place, found=shown(text), allowed=wanted, name=unit.name)

    def _unknown_figures(self, source: Source) -> Iterator[Diagnostic]:
        for part in ("figures", "supplement"):
            node = source.node(part)
            for key, _ in node.entries if isinstance(node, Mapping) else ():
                if key.text in self.figures:
                    continue
                place = source.key_location(part, key.text)
                if key.text not in self.all_figures and is_split_by_comma(source, (part,), key.text):
                    yield diagnose("figure-unknown", place, found=shown(key.text), detail="comma")
                else:
                    yield unknown_figure(place, key.text, self.figures, self.all_figures)

    def _unknown_evidence(self, source: Source) -> Iterator[Diagnostic]:
        node = source.node("evidence")
        for key, _ in node.entries if isinstance(node, Mapping) else ():
            if key.text not in self.criteria_ids:
                place = source.key_location("evidence", key.text)
                yield unknown_key("evidence-unknown", place, key.text, self.criteria_ids)

    def _figure_faults(self, source: Source, faults: dict[PathKeys, str]) -> Iterator[Diagnostic]:
        for path, name in faults.items():
            figure, node = self.figures.get(name), source.node(*path)
            if figure is not None and node is not None and not getattr(node, "refused", False):
                yield explain_answer(figure, node, source.location(*path))

    # Building

    def _submission(self, source: Source, unit: Unit, data: Any) -> Submission:
        answers, broken = self._answers(source)
        return Submission(
            unit=unit.code,
            source=source,
            answers=answers,
            broken=frozenset(broken),
            evidence={
                name: found
                for name, items in _dict(data.get("evidence")).items()
                if name in self.criteria_ids and (found := evidence_of(items))
            },
            explanations={
                name: Explanation(text=item["text"], evidence=evidence_of(item.get("evidence")))
                for name, item in _dict(data.get("explanations")).items()
                if isinstance(item, dict) and isinstance(item.get("text"), str)
            },
            supplement=dict(self._supplement(source, data)),
        )

    def _answers(self, source: Source) -> tuple[dict[str, Answer], list[str]]:
        answers: dict[str, Answer] = {}
        broken: list[str] = []
        given = source.node("figures")
        if not isinstance(given, Mapping):
            return answers, broken
        for name, figure in self.figures.items():
            entry = given.by_key.get(name)
            answer = self._answer(figure, entry[1]) if entry is not None else None
            if answer is not None:
                answers[name] = answer
            elif entry is not None:
                broken.append(name)
        return answers, broken

    def _answer(self, figure: Figure, node: Node) -> Answer | None:
        """The answer; units that wrote the same share one, as most of them answer alike."""
        if not isinstance(node, Scalar):
            return read_answer(figure, node)
        known = self._known[figure.id]
        answer = known.get(node.text)
        if answer is None:
            answer = read_answer(figure, node)
            if answer is not None:
                known[node.text] = answer
        return answer

    def _supplement(self, source: Source, data: Any) -> Iterator[tuple[str, Supplement]]:
        for name, item in _dict(data.get("supplement")).items():
            figure, node = self.figures.get(name), source.node("supplement", name, "value")
            if figure is None or node is None or not isinstance(item, dict):
                continue
            answer, reason = read_answer(figure, node), item.get("reason")
            if answer is not None and isinstance(reason, str):
                yield name, Supplement(answer=answer, reason=reason, evidence=evidence_of(item.get("evidence")))


def _dict(data: Any) -> dict[str, Any]:
    return data if isinstance(data, dict) else {}


def evidence_of(items: Any) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(title=item["title"], url=item["url"] if isinstance(item.get("url"), str) else None)
        for item in (items if isinstance(items, list) else ())
        if isinstance(item, dict) and isinstance(item.get("title"), str)
    )


def _figure_path(path: Sequence[str | int]) -> tuple[PathKeys, str] | None:
    """The path and name of the figure whose value an error lies in."""
    match list(path):
        case ["figures", str(name), *_]:
            return ("figures", name), name
        case ["supplement", str(name), "value", *_]:
            return ("supplement", name, "value"), name
    return None


def _figure_paths(errors: Sequence[ValidationError]) -> dict[PathKeys, str]:
    found = (_figure_path(error.absolute_path) for error in errors)
    return dict(item for item in found if item is not None)


def _is_about_figures(error: ValidationError) -> bool:
    """Errors whose words come from the figures and not from the schema."""
    path = list(error.absolute_path)
    names_keys = error.validator == "additionalProperties" and path in (["figures"], ["supplement"], ["evidence"])
    return names_keys or _figure_path(path) is not None


def unknown_figure(
    place: Location, name: str, figures: dict[str, Figure], elsewhere: Container[str] = ()
) -> Diagnostic:
    """A figure that is not asked: one of another tier, or with the label of the one that was probably meant."""
    if name in elsewhere:
        return diagnose("figure-unknown", place, figure=name, found=name, detail="other_tier")
    near = get_close_matches(name, list(figures), n=1, cutoff=0.7)
    if not near:
        return diagnose("figure-unknown", place, found=shown(name))
    label = figures[near[0]].label
    return diagnose("figure-unknown", place, found=shown(name), detail="similar", similar=near[0], label=label)


def read_figures(
    source: Source, path: PathKeys, figures: dict[str, Figure]
) -> tuple[dict[str, Answer], list[Diagnostic]]:
    """The figures of a case of a criteria set: any part of the form."""
    answers: dict[str, Answer] = {}
    findings: list[Diagnostic] = []
    node = source.node(*path)
    for key, value in node.entries if isinstance(node, Mapping) else ():
        place = source.key_location(*path, key.text)
        figure = figures.get(key.text)
        if figure is None:
            findings.append(unknown_figure(place, key.text, figures))
            continue
        answer = read_answer(figure, value)
        if answer is None:
            findings.append(explain_answer(figure, value, source.location(*path, key.text)))
        else:
            answers[key.text] = answer
    return answers, findings
