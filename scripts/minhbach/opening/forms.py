"""A blank form of a unit: its file with nothing in it but names, and everything a clerk has to know as comments."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from minhbach.diagnostics import Text
from minhbach.model.criteria import Criterion, Section
from minhbach.model.submission import Answer
from minhbach.model.units import Unit, unit_path
from minhbach.opening import form_words as words
from minhbach.opening.drafts import quoted
from minhbach.repository import RoundData
from minhbach.schema import schema_path
from minhbach.values import previous_finals

WIDTH = 100
"""Columns of a comment: what an editor shows beside its list of files."""


def form_path(data: RoundData, unit: Unit) -> str:
    """Where the form belongs once it is filled in."""
    return unit_path(data.round.id, unit, data.register, data.criteria.tiers)


def blank_form(data: RoundData, unit: Unit, lang: str) -> str:
    """The form of a unit that is assessed. Filled in and saved at `form_path` it is the unit's file."""
    form = _Form(data, unit, lang, previous_finals(data, unit))
    return "".join(f"{line}\n" for line in form.lines())


@dataclass(frozen=True, slots=True)
class _Form:
    data: RoundData
    unit: Unit
    lang: str
    before: Mapping[str, Answer]

    def lines(self) -> Iterator[str]:
        yield from self._head()
        yield f"round: {quoted(self.data.round.id)}"
        yield f"unit: {quoted(self.unit.code)}"
        yield ""
        asked = any(figure.sum_of is None for figure in self.data.criteria.figures_of(self.unit.tier).values())
        dates = self.data.round.milestones.get("preliminary")
        as_of = f"  # {words.as_of(dates.figures_as_of).in_(self.lang)}" if dates is not None else ""
        yield f"figures:{as_of}" if asked else "figures: {}"
        seen: set[str] = set()
        for group in self.data.criteria.groups():
            yield from self._group(group, seen)
        yield from self._evidence()

    def _say(self, text: Text, indent: str = "") -> Iterator[str]:
        """A comment, wrapped; the lines after its first stand a little to the right."""
        plain = " ".join(text.in_(self.lang).split())
        wrapped = textwrap.wrap(plain, WIDTH - len(indent), break_long_words=False, break_on_hyphens=False)
        for number, line in enumerate(wrapped):
            yield f"{indent}# {'  ' if number else ''}{line}"

    # Head

    def _head(self) -> Iterator[str]:
        path = form_path(self.data, self.unit)
        schema = schema_path(self.data.criteria.id, self.unit.tier)
        yield f"# yaml-language-server: $schema={'../' * path.count('/')}{schema}"
        parent = self.data.register.parent_of(self.unit)
        yield from self._say(words.title(self.unit, parent))
        yield from self._say(self.data.round.title)
        yield "#"
        for text in words.guide(path, self.data.round.windows.get("report")):
            yield from self._say(text)
        origin = words.origin(self.data, self.unit)
        if origin is not None:
            yield from self._say(origin)

    # Figures

    def _group(self, group: Section, seen: set[str]) -> Iterator[str]:
        criteria = [item for item in group.criteria if self.unit.tier in item.points]
        if criteria:
            yield ""
            yield from self._say(words.heading(group), "  ")
        for criterion in criteria:
            yield "  #"
            yield from self._criterion(criterion, seen)

    def _criterion(self, criterion: Criterion, seen: set[str]) -> Iterator[str]:
        yield from self._say(words.criterion(criterion, self.unit.tier), "  ")
        if criterion.guidance is not None:
            yield from self._say(criterion.guidance, "  ")
        if criterion.evidence != "none":
            yield from self._say(words.evidence(criterion), "  ")
        figures = self.data.criteria.figures_of(self.unit.tier)
        names = [name for name in criterion.uses if name in figures]
        again = [figures[name].label for name in names if name in seen]
        if again:
            yield from self._say(words.again(again), "  ")
        for name in names:
            if name not in seen:
                seen.add(name)
                yield from self._figure(name)

    def _figure(self, name: str) -> Iterator[str]:
        figure = self.data.criteria.figures[name]
        yield from self._say(words.figure(figure), "  ")
        if figure.help is not None:
            yield from self._say(figure.help, "  ")
        previous = self.data.round.previous
        if name in self.before and previous is not None:
            yield from self._say(words.last_time(previous, self.before[name]), "  ")
        if figure.sum_of is not None:
            yield from self._say(words.computed(figure, self.data.criteria), "  ")
        else:
            yield f"  {name}:"

    # Evidence

    def _evidence(self) -> Iterator[str]:
        """Commented, since an empty list of documents says nothing."""
        asked = [item for item in self.data.criteria.criteria_of(self.unit.tier) if item.evidence != "none"]
        if not asked:
            return
        yield ""
        for text in words.EVIDENCE_GUIDE:
            yield from self._say(text)
        yield "#"
        yield "# evidence:"
        for item in asked:
            yield f"#   {item.id}:  # {words.asked(item).in_(self.lang)}"
            yield f"#     - {words.DOCUMENT.in_(self.lang)}"
