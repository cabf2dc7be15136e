"""A trace in words with the numbers in it, and a form in words for the method page; Vietnamese and English."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from minhbach.diagnostics import Text
from minhbach.exact import Lang, written_exact, written_share
from minhbach.formula import Expression, Name, Number, Operation
from minhbach.model import forms as model
from minhbach.model.criteria import NO, YES, CriteriaSet, Role
from minhbach.model.forms import Form, Operand
from minhbach.model.submission import Answer, State
from minhbach.scoring.forms import as_number
from minhbach.scoring.rollup import CriterionScore
from minhbach.scoring.trace import Trace

Show = Callable[[str], str]
"""How a figure's name is written inside a formula: its label, or its value."""

_TIMES = "\N{MULTIPLICATION SIGN}"


def explain(score: CriterionScore, criteria: CriteriaSet, lang: Lang = "vi") -> tuple[str, ...]:
    """The sentences that lead from the answers to the points of one criterion."""
    speaker = _Speaker(criteria, lang)
    lines = list(speaker.traced(score.criterion.form, score.trace, score.declared))
    return (*lines, speaker.points(score))


def describe(form: Form, criteria: CriteriaSet, points: Fraction | None, lang: Lang = "vi") -> str:
    """What a form asks and gives, in one sentence; `points` are the points it is given, where they are known."""
    return _Speaker(criteria, lang).described(form, points)


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
    return _formula(node, show, lang)[0]


def _formula(node: Expression, show: Show, lang: Lang) -> tuple[str, int]:
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
    text, rank = _formula(node, show, lang)
    return text if rank >= least else f"({text})"


class _Speaker:
    """Says traces and forms in one language."""

    def __init__(self, criteria: CriteriaSet, lang: Lang) -> None:
        self.criteria = criteria
        self.lang: Lang = lang

    def say(self, vi: str, en: str, **values: str) -> str:
        return Text(vi, en).in_(self.lang).format(**values)

    def label(self, figure: str) -> str:
        known = self.criteria.figures.get(figure)
        return f"[{known.label.in_(self.lang)}]" if known else figure

    def number(self, number: Fraction) -> str:
        return written_exact(number, self.lang)

    def amount(self, amount: Fraction, *, in_points: bool = False) -> str:
        return self.say("{n} điểm", "{n} points", n=self.number(amount)) if in_points else self.share(amount)

    def share(self, share: Fraction) -> str:
        """A share as per cent, as short as it is exact."""
        mark = written_exact(share * 100, self.lang, 2)
        return f"{mark}%"

    @staticmethod
    def equals(text: str) -> str:
        """`= 0,5`, or `≈ 0,33` for a number that was shortened."""
        return text if text.startswith("≈") else f"= {text}"

    def operand(self, operand: Operand, show: Show) -> str:
        top, rank = _formula(operand.top.root, show, self.lang)
        if operand.bottom is None:
            return top
        bottom, below = _formula(operand.bottom.root, show, self.lang)
        return f"{top if rank > 1 else f'({top})'} / {bottom if below > 2 else f'({bottom})'}"

    # Traces

    def points(self, score: CriterionScore) -> str:
        """The last sentence: share times points, or what stands in its place."""
        most = self.number(score.declared)
        if score.state is State.MISSING:
            return self.say("Chưa trả lời đủ số liệu: 0 điểm.", "Not answered: 0 points.")
        if score.state is State.NOT_APPLICABLE:
            return self.say(
                "Không áp dụng: {most} điểm được đưa ra khỏi thang điểm.",
                "Not applicable: {most} points leave the maximum.",
                most=most,
            )
        if score.state is State.NOT_ASSESSED:
            return self.say(
                "Không đánh giá: {most} điểm được đưa ra khỏi thang điểm.",
                "Not assessed: {most} points leave the maximum.",
                most=most,
            )
        facts = {
            "share": self.equals(self.share(score.trace.share or Fraction(0))),
            "most": most,
            "result": self.equals(self.number(score.points)),
        }
        if score.criterion.role is Role.DEDUCTION:
            return self.say("Điểm trừ {share} × {most} {result}.", "Deduction {share} × {most} {result}.", **facts)
        line = self.say("Điểm {share} × {most} {result}.", "Points {share} × {most} {result}.", **facts)
        if score.trace.excluded:
            gone = self.number(score.declared * score.trace.excluded)
            line += " " + self.say(
                "Phần không áp dụng ({gone} điểm) được đưa ra khỏi thang điểm.",
                "The part not applicable ({gone} points) leaves the maximum.",
                gone=gone,
            )
        return line

    def traced(self, form: Form, trace: Trace, points: Fraction) -> Iterator[str]:
        """What was measured and which clause decided."""
        if trace.state is not State.VALUE and not trace.parts:
            yield from self._absent(trace)
            return
        if isinstance(form, model.Sum | model.BestOf):
            yield from self._parts(form, trace, points)
        elif isinstance(form, model.Checklist):
            yield from self._checklist(form, trace)
        elif isinstance(form, model.Gate):
            yield from self._gate(form, trace, points)
        elif isinstance(form, model.YesNo | model.Choice):
            answer = answer_text(trace.inputs[form.figure], self.lang)
            yield f"{self.label(form.figure)} = {answer}: {self.share(trace.share or Fraction(0))}."
        else:
            yield from self._measured(form, trace)

    def _absent(self, trace: Trace) -> Iterator[str]:
        """Which figures have no value, and why."""
        if trace.clause == "zero_denominator":
            yield self.say(
                "Mẫu số bằng 0 nên tiêu chí không áp dụng.", "The denominator is 0, so it is not applicable."
            )
        if trace.clause == "too_few":
            responses, least = (trace.facts[name] for name in ("responses", "at_least"))
            yield self.say(
                "Chỉ có {n} lượt trả lời, cần ít nhất {least}.",
                "Only {n} answers; at least {least} are needed.",
                n=self._fact(responses),
                least=self._fact(least),
            )
        for name, answer in trace.inputs.items():
            if answer.state is not State.VALUE:
                reason = f" ({answer.reason})" if answer.reason else ""
                yield f"{self.label(name)}: {answer_text(answer, self.lang)}{reason}."

    def _fact(self, fact: Fraction | str) -> str:
        return self.number(fact) if isinstance(fact, Fraction) else fact

    def _parts(self, form: model.Sum | model.BestOf, trace: Trace, points: Fraction) -> Iterator[str]:
        for index, (part, inner) in enumerate(zip(form.parts, trace.parts, strict=True), start=1):
            said = " ".join(self.traced(part.form, inner, points * part.share))
            head = self.say(
                "Phần {n} (tối đa {share}): ",
                "Part {n} (at most {share}): ",
                n=str(index),
                share=self.share(part.share),
            )
            if isinstance(form, model.BestOf):
                head = self.say(
                    "Trường hợp {n} (tối đa {share}): ",
                    "Case {n} (at most {share}): ",
                    n=str(index),
                    share=self.share(part.share),
                )
            yield head + said
        if isinstance(form, model.BestOf) and trace.share is not None:
            yield self.say(
                "Lấy trường hợp cao nhất: {n}.", "The best case counts: {n}.", n=self._fact(trace.facts.get("case", ""))
            )
        elif trace.share is not None:
            terms = " + ".join(
                self.share(inner.weight * inner.share) for inner in trace.parts if inner.share is not None
            )
            yield self.say(
                "Cộng các phần: {terms} {share}.",
                "Sum of parts: {terms} {share}.",
                terms=terms,
                share=self.equals(self.share(trace.share)),
            )

    def _checklist(self, form: model.Checklist, trace: Trace) -> Iterator[str]:
        for (figure, share), inner in zip(form.items.items(), trace.parts, strict=True):
            earned = self.share(share * inner.share) if inner.share is not None else "–"
            yield f"{self.label(figure)} = {answer_text(inner.inputs[figure], self.lang)}: {earned}."

    def _gate(self, form: model.Gate, trace: Trace, points: Fraction) -> Iterator[str]:
        answer = answer_text(trace.inputs[form.figure], self.lang)
        if trace.clause == "closed":
            yield self.say(
                "Điều kiện {label} = {answer} không đạt: 0 điểm.",
                "The condition {label} = {answer} is not met: 0 points.",
                label=self.label(form.figure),
                answer=answer,
            )
            return
        yield self.say(
            "Điều kiện {label} = {answer} đạt.",
            "The condition {label} = {answer} is met.",
            label=self.label(form.figure),
            answer=answer,
        )
        for inner in trace.parts:
            yield from self.traced(form.then, inner, points)

    def _measured(self, form: model.Measured, trace: Trace) -> Iterator[str]:
        values = trace.inputs

        def value(name: str) -> str:
            return self.number(as_number(values[name]))

        named = self.operand(form.operand, self.label)
        numbers = self.operand(form.operand, value)
        number = trace.facts.get("x")
        result = ""
        if isinstance(number, Fraction):
            shown = self.number(number)
            result = "" if shown == numbers else f" {self.equals(shown)}"
        yield f"{named} = {numbers}{result}."
        if trace.clause == "zero_denominator":
            yield self.say(
                "Mẫu số bằng 0: {share} số điểm.",
                "The denominator is 0: {share}.",
                share=self.share(trace.share or Fraction(0)),
            )
        elif clause := self._clause(form, trace):
            yield clause

    def _clause(self, form: model.Measured, trace: Trace) -> str:
        facts: dict[str, str] = {name: self._fact(fact) for name, fact in trace.facts.items()}
        share = self.share(trace.share or Fraction(0))
        words = _CLAUSES.get((trace.form, trace.clause)) or _CLAUSES.get((trace.form, ""))
        if words is None:
            return ""
        named: dict[str, str] = {
            name: self._as_share(form, name, trace)
            for name in ("full_at", "zero_below", "floor", "cap")
            if name in facts
        }
        facts |= {**named, "share": share}
        return words.in_(self.lang).format_map(facts)

    def _as_share(self, form: model.Measured, name: str, trace: Trace) -> str:
        """Limits of quotients are shares; limits of counts are numbers."""
        fact = trace.facts[name]
        if isinstance(fact, Fraction) and form.operand.bottom is not None:
            return self.share(fact)
        return self._fact(fact)

    # Forms

    def described(self, form: Form, points: Fraction | None) -> str:
        if isinstance(form, model.YesNo):
            return self.say(
                "{x}: có được toàn bộ điểm, không được 0.",
                "{x}: yes earns all points, no earns 0.",
                x=self.label(form.figure),
            )
        if isinstance(form, model.Choice):
            return f"{self.label(form.figure)}: {self._amounts(form.amounts, in_points=form.in_points)}."
        if isinstance(form, model.Checklist):
            items = "; ".join(f"{self.label(figure)} {self.share(share)}" for figure, share in form.items.items())
            return self.say("Cộng các mục có: {items}.", "The items that are there add up: {items}.", items=items)
        if isinstance(form, model.Sum | model.BestOf):
            parts = " ".join(
                f"({index}) {self.share(part.share)}: {self.described(part.form, None)}"
                for index, part in enumerate(form.parts, start=1)
            )
            return (
                self.say("Cộng các phần: ", "Sum of parts: ") + parts
                if isinstance(form, model.Sum)
                else (self.say("Lấy trường hợp cao nhất: ", "The best case counts: ") + parts)
            )
        if isinstance(form, model.Gate):
            need = ", ".join(form.words) if form.at_least is None else f"≥ {self.number(form.at_least)}"
            return self.say(
                "Chỉ có điểm khi {x} là {need}; khi đó: ",
                "Points only when {x} is {need}; then: ",
                x=self.label(form.figure),
                need=need,
            ) + self.described(form.then, points)
        return self._measured_described(form)

    def _amounts(self, amounts: Mapping[str, Fraction], *, in_points: bool) -> str:
        return "; ".join(f"{word}: {self.amount(amount, in_points=in_points)}" for word, amount in amounts.items())

    def _measured_described(self, form: model.Measured) -> str:
        named = self.operand(form.operand, self.label)
        words = self._form_words(form)
        zero = form.operand.zero_denominator
        tail = " " + _ZERO_WORDS[zero].in_(self.lang) if zero else ""
        return f"{named}: {words}{tail}"

    def _form_words(self, form: model.Measured) -> str:
        if isinstance(form, model.Ratio):
            return self._ratio_words(form)
        if isinstance(form, model.Steps):
            steps = "; ".join(
                f"≥ {self._limit(form, least)}: {self.amount(amount, in_points=form.in_points)}"
                for least, amount in form.steps
            )
            return self.say(
                "theo bậc, {steps}; dưới mức thấp nhất được 0.", "in steps, {steps}; below the lowest 0.", steps=steps
            )
        if isinstance(form, model.Bands):
            bands = "; ".join(
                f"{band.text}: {self.amount(band.amount, in_points=form.in_points)}" for band in form.bands
            )
            return self.say("theo khoảng, {bands}.", "in bands, {bands}.", bands=bands)
        facts = {
            name: self._limit(form, value)
            for name in ("full_at", "zero_below", "worst", "best", "low", "high", "at_least", "each")
            if isinstance(value := getattr(form, name, None), Fraction)
        }
        better = getattr(form, "better", "")
        key = (type(form).__name__, better) if better else (type(form).__name__, "")
        words = _FORMS[key].in_(self.lang).format(**facts)
        if isinstance(form, model.Target) and form.zero_below > 0:
            words += " " + self.say("Dưới {n} được 0.", "Below {n} it is 0.", n=self._limit(form, form.zero_below))
        return words

    def _limit(self, form: model.Measured, number: Fraction) -> str:
        return self.share(number) if form.operand.bottom is not None and number <= 1 else self.number(number)

    def _ratio_words(self, form: model.Ratio) -> str:
        words = self.say(
            "điểm = {share} × điểm tối đa.",
            "points = {share} × maximum.",
            share=self.say("(1 − tỷ lệ)", "(1 − ratio)") if form.inverse else self.say("tỷ lệ", "ratio"),
        )
        if form.cap != 1:
            words += " " + self.say("Không quá {cap}.", "At most {cap}.", cap=self.share(form.cap))
        if form.floor:
            words += " " + self.say("Dưới {floor} được 0.", "Below {floor} it is 0.", floor=self.share(form.floor))
        return words


_ZERO_WORDS = {
    "not_applicable": Text("Mẫu số bằng 0: không áp dụng.", "A denominator of 0: not applicable."),
    "zero": Text("Mẫu số bằng 0: được 0.", "A denominator of 0: 0."),
    "full": Text("Mẫu số bằng 0: được tối đa.", "A denominator of 0: full."),
}

_FORMS = {
    ("Target", ""): Text(
        "từ {full_at} được tối đa, dưới đó tính theo tỷ lệ.", "full from {full_at}, proportional below."
    ),
    ("Count", ""): Text(
        "mỗi đơn vị {each} điểm, không quá điểm tối đa.", "{each} points for each, at most the maximum."
    ),
    ("Deduction", ""): Text(
        "mỗi đơn vị trừ {each} điểm, không quá mức trừ tối đa.", "{each} points lost for each, up to the most."
    ),
    ("Relative", "higher"): Text(
        "chia cho giá trị lớn nhất của cấp; nếu giá trị lớn nhất là 0 thì mọi đơn vị được 0.",
        "divided by the greatest value of the tier; if that is 0, all get 0.",
    ),
    ("Relative", "lower"): Text(
        "giá trị nhỏ nhất của cấp chia cho giá trị này.", "the least value of the tier divided by this one."
    ),
    ("Goalposts", ""): Text(
        "tính theo vị trí giữa {worst} (0) và {best} (tối đa).", "placed between {worst} (0) and {best} (full)."
    ),
    ("MinMax", "higher"): Text(
        "tính theo vị trí giữa giá trị nhỏ nhất (0) và lớn nhất (tối đa).",
        "placed between the least (0) and the greatest (full).",
    ),
    ("MinMax", "lower"): Text(
        "tính theo vị trí giữa giá trị lớn nhất (0) và nhỏ nhất (tối đa).",
        "placed between the greatest (0) and the least (full).",
    ),
    ("Survey", ""): Text(
        "điểm khảo sát trên thang {low}-{high}, đổi sang 0-100%.",
        "a survey score on the scale {low}-{high}, turned into 0-100%.",
    ),
    ("Computed", ""): Text(
        "kết quả là tỷ lệ điểm đạt được, từ 0 đến 100%.", "the result is the share of points, between 0 and 100%."
    ),
}

_CLAUSES = {
    ("ratio", "share"): None,
    ("ratio", "floor"): Text("Dưới mức tối thiểu {floor}: 0.", "Below the floor {floor}: 0."),
    ("ratio", "cap"): Text("Tính tối đa {cap}.", "Capped at {cap}."),
    ("target", "full"): Text("Đạt ngưỡng {full_at}: tối đa.", "The target {full_at} is met: full."),
    ("target", "proportional"): Text("Chưa đạt ngưỡng {full_at}: {share}.", "Below the target {full_at}: {share}."),
    ("target", "zero"): Text("Dưới {zero_below}: 0.", "Below {zero_below}: 0."),
    ("steps", "below"): Text("Dưới bậc thấp nhất ({least}): 0.", "Below the lowest step ({least}): 0."),
    ("steps", ""): Text("Đạt bậc từ {least}: {share}.", "Reaches the step {least}: {share}."),
    ("bands", "outside"): Text("Không thuộc khoảng nào: 0.", "In no band: 0."),
    ("bands", ""): Text("Thuộc khoảng {band}: {share}.", "In the band {band}: {share}."),
    ("count", ""): Text(
        "Mỗi đơn vị {each} điểm: {share} điểm tối đa.", "{each} points for each: {share} of the maximum."
    ),
    ("deduction", ""): Text(
        "Mỗi đơn vị trừ {each} điểm: {share} mức trừ tối đa.", "{each} points lost for each: {share} of the most."
    ),
    ("relative", "best_is_zero"): Text("Giá trị tốt nhất của cấp là 0: 0.", "The best of the tier is 0: 0."),
    ("relative", ""): Text(
        "So với giá trị tốt nhất của cấp ({best}): {share}.", "Against the best of the tier ({best}): {share}."
    ),
    ("goalposts", ""): Text(
        "Giữa {worst} (0) và {best} (tối đa): {share}.", "Between {worst} (0) and {best} (full): {share}."
    ),
    ("min_max", "all_equal"): Text("Mọi đơn vị bằng nhau: 0.", "All units are equal: 0."),
    ("min_max", ""): Text(
        "Giữa {worst} (0) và {best} (tối đa): {share}.", "Between {worst} (0) and {best} (full): {share}."
    ),
    ("survey", ""): Text("Trên thang {low}-{high}: {share}.", "On the scale {low}-{high}: {share}."),
    ("formula", "cap"): Text("Không quá 100%.", "At most 100%."),
}

__all__ = ["answer_text", "describe", "explain", "formula_text", "written_share"]
