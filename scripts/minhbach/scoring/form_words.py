"""A form in words, for the method page: what is asked and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from minhbach.diagnostics import Text
from minhbach.exact import Lang
from minhbach.model import forms as model
from minhbach.model.criteria import CriteriaSet
from minhbach.model.forms import Form
from minhbach.scoring.voice import Voice


def describe(form: Form, criteria: CriteriaSet, lang: Lang = "vi") -> str:
    """What a form asks and gives, in one sentence."""
    return _FormVoice(criteria, lang).described(form)


class _FormVoice(Voice):
    """Says what forms ask and give."""

    def described(self, form: Form) -> str:
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
                f"({index}) {self.share(part.share)}: {self.described(part.form)}"
                for index, part in enumerate(form.parts, start=1)
            )
            if isinstance(form, model.Sum):
                return self.say("Cộng các phần: ", "Sum of parts: ") + parts
            return self.say("Lấy trường hợp cao nhất: ", "The best case counts: ") + parts
        if isinstance(form, model.Gate):
            need = ", ".join(form.words) if form.at_least is None else f"≥ {self.number(form.at_least)}"
            return self.say(
                "Chỉ có điểm khi {x} là {need}; khi đó: ",
                "Points only when {x} is {need}; then: ",
                x=self.label(form.figure),
                need=need,
            ) + self.described(form.then)
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
                f"≥ {self.limit(form.operand, least)}: {self.amount(amount, in_points=form.in_points)}"
                for least, amount in form.steps
            )
            return self.say(
                "theo bậc, {steps}; dưới mức thấp nhất được 0.", "in steps, {steps}; below the lowest 0.", steps=steps
            )
        if isinstance(form, model.Bands):
            bands = "; ".join(
                f"{self.band(form.operand, band)}: {self.amount(band.amount, in_points=form.in_points)}"
                for band in form.bands
            )
            return self.say("theo khoảng, {bands}.", "in bands, {bands}.", bands=bands)
        facts = {
            name: self.limit(form.operand, value)
            for name in ("full_at", "zero_below", "worst", "best", "low", "high", "at_least", "each")
            if isinstance(value := getattr(form, name, None), Fraction)
        }
        better = getattr(form, "better", "")
        words = _FORMS[type(form).__name__, better].in_(self.lang).format(**facts)
        if isinstance(form, model.Target) and form.zero_below > 0:
            words += " " + self.say(
                "Dưới {n} được 0.", "Below {n} it is 0.", n=self.limit(form.operand, form.zero_below)
            )
        return words

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
        "giá trị nhỏ nhất của cấp chia cho giá trị này; giá trị 0 được tối đa.",
        "the least value of the tier divided by this one; a value of 0 earns all.",
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
