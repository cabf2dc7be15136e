"""Templates: nothing breaks out of its place, words are chosen by language, what is remembered is made once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import pytest
from jinja2 import TemplateSyntaxError, UndefinedError
from markupsafe import Markup, escape

from minhbach.exact import Lang
from minhbach.site import render as of_render
from minhbach.site.render import MOST_KEPT, Once, Renderer, shown
from tests.site.sample import HOSTILE


class Word(StrEnum):
    HOSTILE = "<b>&\"'"


class Marked:
    """Knows its own markup, as macros of other libraries do."""

    def __html__(self) -> str:
        return "<i>x</i>"


def render(folder: Path, template: str, context: object = None, lang: Lang = "vi") -> str:
    (folder / "page.html").write_text(template, encoding="utf-8")
    return Renderer([folder], lang).body("page.html", context, "2031/")


VALUES = [HOSTILE, "Xã Đồng Phúc", "", "a & b", "it's", 'say "x"', "<", ">", 0, 7, 1.5, None, True, Word.HOSTILE]


@pytest.mark.parametrize("value", [*VALUES, Markup("<b>x</b>"), Marked()])
def test_what_is_shown_is_what_markupsafe_escapes(value: object) -> None:
    assert str(shown(value)) == str(escape(value))


@pytest.mark.parametrize("value", VALUES)
def test_a_template_escapes_what_it_prints_in_texts_attributes_macros_and_blocks(tmp_path: Path, value: object) -> None:
    template = (
        "{% macro part(x) %}<i>{{ x }}</i>{% endmacro %}{% set kept %}{{ page }}{% endset %}"
        '<p title="{{ page }}">{{ page }}{{ part(page) }}{{ kept }}{% for x in [page] %}{{ x }}{% endfor %}</p>'
    )
    text = escape(value)
    assert render(tmp_path, template, value) == f'<p title="{text}">{text}<i>{text}</i>{text}{text}</p>\n'


def test_a_name_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError, match="has no attribute 'rank'"):
        render(tmp_path, "{{ page.rank }}", object())


@pytest.mark.parametrize(
    ("template", "vi", "en"),
    [
        ('{{ t("Hạng", "Rank") }}', "Hạng", "Rank"),
        ('{{ t("<b>", "<i>") }}', "&lt;b&gt;", "&lt;i&gt;"),
        ('{{ t("Đợt " ~ page, "Round " ~ page) }}', "Đợt 7", "Round 7"),
        ('{{ t("Đợt", "Round") ~ " " ~ page }}', "Đợt 7", "Round 7"),
        ('{% set word = t("một", "one") %}{{ word|upper }}', "MỘT", "ONE"),
        ("{{ t('một', 'one') }}", "một", "one"),
        ('{{ page or t("không", "no") }}', "7", "7"),
        ("{{ lang }}{{ vi }}", "viTrue", "enFalse"),
    ],
)
def test_words_are_chosen_by_language(tmp_path: Path, template: str, vi: str, en: str) -> None:
    assert render(tmp_path, template, 7).strip() == vi
    assert render(tmp_path, template, 7, "en").strip() == en


def test_what_a_macro_makes_of_a_thing_is_made_once_for_as_long_as_it_is_kept() -> None:
    once, made = Once(), list[object]()

    def macro(thing: object, word: str) -> Markup:
        made.append(thing)
        return Markup("<b>{}{}</b>").format(word, len(made))

    things = [object() for _ in range(MOST_KEPT + 1)]
    assert once(things[0], macro, "a") == once(things[0], macro, "a") == "<b>a1</b>"
    for thing in things[1:]:
        once(thing, macro, "b")
    assert len(made) == MOST_KEPT + 1
    assert once(things[-1], macro, "b") == f"<b>b{MOST_KEPT + 1}</b>"
    assert once(things[0], macro, "a") == f"<b>a{MOST_KEPT + 2}</b>"


def test_the_filter_keeps_the_thing_so_that_no_other_takes_its_place(tmp_path: Path) -> None:
    template = "{% macro part(x) %}<i>{{ x }}</i>{% endmacro %}{% for x in page %}{{ x|once(part) }}{% endfor %}"
    one, two = "a" * 50, "b" * 50
    assert render(tmp_path, template, [one, two, one]).strip() == f"<i>{one}</i><i>{two}</i><i>{one}</i>"


def test_what_one_process_compiled_no_other_compiles_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    render(tmp_path, '{{ t("Hạng", "Rank") }} {{ page }}', 1)
    prepared = Renderer([tmp_path]).prepare()
    monkeypatch.setattr(of_render._Compiled, "known", {})
    other = Renderer([tmp_path])
    other.take(prepared)
    with monkeypatch.context() as during:
        during.setattr(other._environment, "compile", None)
        assert other.body("page.html", 2, "2031/") == "Hạng 2\n"
    assert Renderer([tmp_path], "en").body("page.html", 2, "2031/") == "Rank 2\n"
    # Another content is another template.
    assert render(tmp_path, "{{ page }}!", 2) == "2!\n"


def test_a_faulty_template_is_told_by_the_page_that_asks_for_it(tmp_path: Path) -> None:
    (tmp_path / "other.html").write_text("{% if %}", encoding="utf-8")
    renderer = Renderer([tmp_path])
    renderer.prepare()
    assert render(tmp_path, "{{ page }}", 1) == "1\n"
    with pytest.raises(TemplateSyntaxError):
        renderer.body("other.html", 1, "2031/")
