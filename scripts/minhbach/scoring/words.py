"""A trace in words with the numbers in it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from minhbach.diagnostics import Text
from minhbach.exact import Lang
from minhbach.model import forms as model
from minhbach.model.criteria import CriteriaSet, Role
from minhbach.model.forms import Form
from minhbach.model.submission import State
from minhbach.scoring.form_words import describe
from minhbach.scoring.rollup import CriterionScore
from minhbach.scoring.situation import as_number
from minhbach.scoring.trace import Trace
from minhbach.scoring.voice import Voice, answer_text, formula_text


def explain(score: CriterionScore, criteria: CriteriaSet, lang: Lang = "vi") -> tuple[str, ...]:
    """The sentences that lead from the answers to the points of one criterion."""
    return Explainer(criteria, lang).explain(score)


class Explainer(Voice):
    """Says how the points of a criterion came about. Who explains many keeps one: it remembers labels and formulas."""

    def explain(self, score: CriterionScore) -> tuple[str, ...]:
        """The sentences that lead from the answers to the points of one criterion."""
        return (*self.traced(score.criterion.form, score.trace), self.points(score))

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

    def traced(self, form: Form, trace: Trace) -> Iterator[str]:
        """What was measured and which clause decided."""
        if trace.state is not State.VALUE and not trace.parts:
            yield from self._absent(trace)
            return
        if isinstance(form, model.Sum | model.BestOf):
            yield from self._parts(form, trace)
        elif isinstance(form, model.Checklist):
            yield from self._checklist(form, trace)
        elif isinstance(form, model.Gate):
            yield from self._gate(form, trace)
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

    def _parts(self, form: model.Sum | model.BestOf, trace: Trace) -> Iterator[str]:
        for index, (part, inner) in enumerate(zip(form.parts, trace.parts, strict=True), start=1):
            said = " ".join(self.traced(part.form, inner))
            noun = self.say("Trường hợp", "Case") if isinstance(form, model.BestOf) else self.say("Phần", "Part")
            most = self.say("tối đa {share}", "at most {share}", share=self.share(part.share))
            yield f"{noun} {index} ({most}): {said}"
        if isinstance(form, model.BestOf) and trace.share is not None:
            yield self.say(
                "Lấy trường hợp cao nhất: {n}.", "The best case counts: {n}.", n=self._fact(trace.facts.get("case", ""))
            )
        elif trace.share is not None:
            yield self._added_up(trace, trace.share)

    def _added_up(self, trace: Trace, share: Fraction) -> str:
        """The sum of the parts, and what is left of it where that is more than there is to earn."""
        earned = [inner.weight * inner.share for inner in trace.parts if inner.share is not None]
        total = sum(earned, Fraction(0))
        facts = {"terms": " + ".join(self.share(part) for part in earned), "total": self.equals(self.share(total))}
        if total == share:
            return self.say("Cộng các phần: {terms} {total}.", "Sum of parts: {terms} {total}.", **facts)
        return self.say(
            "Cộng các phần: {terms} {total}, tính tối đa {share}.",
            "Sum of parts: {terms} {total}, at most {share} counts.",
            **facts,
            share=self.share(share),
        )

    def _checklist(self, form: model.Checklist, trace: Trace) -> Iterator[str]:
        for (figure, share), inner in zip(form.items.items(), trace.parts, strict=True):
            earned = self.share(share * inner.share) if inner.share is not None else "–"
            yield f"{self.label(figure)} = {answer_text(inner.inputs[figure], self.lang)}: {earned}."

    def _gate(self, form: model.Gate, trace: Trace) -> Iterator[str]:
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
            yield from self.traced(form.then, inner)

    def _measured(self, form: model.Measured, trace: Trace) -> Iterator[str]:
        values = trace.inputs

        def value(name: str) -> str:
            return self.number(as_number(values[name]))

        named = self.named(form.operand)
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
        words = _CLAUSES.get((trace.form, trace.clause)) or _CLAUSES.get((trace.form, ""))
        if words is None:
            return ""
        facts: dict[str, str] = {name: self._fact(fact) for name, fact in trace.facts.items()}
        share = self.share(trace.share or Fraction(0))
        for name in ("full_at", "zero_below", "floor", "cap", "least"):
            fact = trace.facts.get(name)
            if isinstance(fact, Fraction):
                facts[name] = self.limit(form.operand, fact)
        if isinstance(form, model.Bands):
            decisive = next((band for band in form.bands if band.text == trace.clause), None)
            facts["band"] = self.band(form.operand, decisive) if decisive else ""
        facts["share"] = share
        return words.in_(self.lang).format_map(facts)


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

__all__ = ["Explainer", "answer_text", "describe", "explain", "formula_text"]
