"""Writing numbers, figures and formulas for people, in Vietnamese or English."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from minhbach.exact import Lang, written_exact, written_percent
from minhbach.formula import Expression, Name, Number, Operation
from minhbach.model.criteria import NO, YES, CriteriaSet
from minhbach.model.forms import Band, Operand
from minhbach.model.submission import Answer, State

Show = Callable[[str], str]
"""How a figure's name is written inside a formula: its label, or its value."""

_TIMES = "\N{MULTIPLICATION SIGN}"


def answer_text(answer: Answer, lang: Lang = "vi") -> str:
    """An answer as it stands on a page or in a sentence; its reason is told apart."""
    if answer.state is State.MISSING:
        return "not answered" if lang == "en" else "chưa trả lời"
    if answer.state is not State.VALUE or answer.value is None:
        return "not applicable" if lang == "en" else "không áp dụng"
    if isinstance(answer.value, bool):
        return YES if answer.value else NO
    if isinstance(answer.value, str):
        return answer.value
    return written_exact(Fraction(answer.value), lang)


_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2, "neg": 3}


def formula_text(node: Expression, show: Show, lang: Lang) -> str:
    """A formula for people, with only the brackets it needs."""
    return formula_and_rank(node, show, lang)[0]


def formula_and_rank(node: Expression, show: Show, lang: Lang) -> tuple[str, int]:
    if isinstance(node, Number):
        return (written_exact(node.value, lang), 4)
    if isinstance(node, Name):
        return show(node.id), 4
    rank = _PRECEDENCE.get(node.operator, 4)
    if rank == 4:
        inner = "; ".join(formula_text(operand, show, lang) for operand in node.operands)
        return f"{node.operator}({inner})", 4
    if node.operator == "neg":
        return "\N{MINUS SIGN}" + _bracketed(node.operands[0], rank, show, lang), rank
    sign = {"*": _TIMES, "-": "\N{MINUS SIGN}"}.get(node.operator, node.operator)
    left = _bracketed(node.operands[0], rank, show, lang)
    right = _bracketed(node.operands[1], rank + (node.operator in "-/"), show, lang)
    return f"{left} {sign} {right}", rank


def _bracketed(node: Operation | Expression, least: int, show: Show, lang: Lang) -> str:
    text, rank = formula_and_rank(node, show, lang)
    return text if rank >= least else f"({text})"


class Voice:
    """Says numbers, figures and operands of a criteria set in one language."""

    def __init__(self, criteria: CriteriaSet, lang: Lang) -> None:
        self.criteria = criteria
        self.lang: Lang = lang
        self._labels = {name: f"[{figure.label.in_(lang)}]" for name, figure in criteria.figures.items()}
        self._named: dict[tuple[str, str], str] = {}

    def say(self, vi: str, en: str, **values: str) -> str:
        return (en if self.lang == "en" else vi).format(**values)

    def label(self, figure: str) -> str:
        return self._labels.get(figure, figure)

    def named(self, operand: Operand) -> str:
        """An operand written with the labels of its figures; the same for every unit."""
        key = (operand.top.text, operand.bottom.text if operand.bottom is not None else "")
        if key not in self._named:
            self._named[key] = self.operand(operand, self.label)
        return self._named[key]

    def number(self, number: Fraction) -> str:
        return written_exact(number, self.lang)

    def amount(self, amount: Fraction, *, in_points: bool = False) -> str:
        return self.say("{n} điểm", "{n} points", n=self.number(amount)) if in_points else self.share(amount)

    def share(self, share: Fraction) -> str:
        """A share as per cent, as short as it is exact."""
        return f"{written_percent(share, self.lang, 2)}%"

    @staticmethod
    def equals(text: str) -> str:
        """`= 0,5`, or `≈ 0,33` for a number that was shortened."""
        return text if text.startswith("≈") else f"= {text}"

    def limit(self, operand: Operand, number: Fraction) -> str:
        """A limit of a quotient is a share, that of a count a number."""
        is_share = operand.bottom is not None and number <= 1
        return self.share(number) if is_share else self.number(number)

    def band(self, operand: Operand, band: Band) -> str:
        """An interval in words: `từ 50% đến dưới 80%`."""
        low = "" if band.low is None else self.limit(operand, band.low)
        high = "" if band.high is None else self.limit(operand, band.high)
        start = self.say("từ {n}", "from {n}", n=low) if band.low_closed else self.say("trên {n}", "over {n}", n=low)
        if not high:
            return self.say("từ {n} trở lên", "{n} or more", n=low) if band.low_closed else start
        end = self.say("đến {n}", "to {n}", n=high)
        if not band.high_closed:
            end = self.say("đến dưới {n}", "to under {n}", n=high)
        return f"{start} {end}" if low else end

    def operand(self, operand: Operand, show: Show) -> str:
        top, rank = formula_and_rank(operand.top.root, show, self.lang)
        if operand.bottom is None:
            return top
        bottom, below = formula_and_rank(operand.bottom.root, show, self.lang)
        return f"{top if rank > 1 else f'({top})'} / {bottom if below > 2 else f'({bottom})'}"
