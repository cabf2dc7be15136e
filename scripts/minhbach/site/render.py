"""Jinja2: a context and a template make a body. Autoescaped; an undefined name is an error, never a blank."""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import CodeType
from typing import ClassVar

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.ext import Extension
from markupsafe import Markup, escape

from minhbach.exact import Lang
from minhbach.site.addresses import in_language, relative
from minhbach.site.writing import Writer

MOST_KEPT = 15_000


class Once:
    """`thing|once(macro, …)`: what the macro makes of a thing that many pages show alike, remembered.

    The other arguments must follow from the thing. It is kept along with the text, so that no other takes its place.
    """

    def __init__(self) -> None:
        self._made: dict[int, tuple[object, Markup]] = {}

    def __call__(self, thing: object, macro: Callable[..., Markup], *others: object) -> Markup:
        known = self._made.get(id(thing))
        if known is not None:
            return known[1]
        if len(self._made) >= MOST_KEPT:
            del self._made[next(iter(self._made))]
        made = macro(thing, *others)
        self._made[id(thing)] = (thing, made)
        return made


_SPECIAL = re.compile(r"[&<>'\"]")


def shown(value: object) -> str:
    """What stands on a page: escaped, unless it is markup already. Most texts hold nothing that must be."""
    kind = type(value)
    if kind is Markup or (kind is str and _SPECIAL.search(value) is None):  # type: ignore[call-overload]
        return value  # type: ignore[return-value]
    return escape(value)


class _Code(CodeGenerator):
    """Escapes by `shown`, which takes a fraction of the time; pages are full of numbers and names."""

    def _output_child_pre(self, *_: object) -> None:
        self.write("environment.shown(")


_WORDS = re.compile(r"""(?<![\w.])t\(("[^"{}]*"), ("[^"{}]*")\)""")


class _Words(Extension):
    """Chooses the language of `t("…", "…")` when a template is read, not each time it is filled."""

    def preprocess(self, source: str, *_: str | None) -> str:
        return _WORDS.sub(r"\1" if self.environment.globals.get("lang") == "vi" else r"\2", source)


class _Compiled(BytecodeCache):
    """Templates that were compiled before, by language, file and content. In memory alone: what lies on a disk is read,
    never run.
    """

    known: ClassVar[dict[tuple[Lang, str, str], CodeType]] = {}

    def __init__(self, lang: Lang) -> None:
        self._lang: Lang = lang

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.known.get((self._lang, bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self.known[self._lang, bucket.key, bucket.checksum] = bucket.code


class _Environment(Environment):
    code_generator_class = _Code
    shown = staticmethod(shown)


class Renderer:
    """One environment for the pages of a language; templates are looked for in each folder in turn.

    Templates know `lang`, `vi` (whether it is Vietnamese), `t(vi, en)` for words, `in_vi`, which marks an element
    that holds Vietnamese on a page of another language, and the filter `once` for what many pages show alike.
    """

    def __init__(self, folders: Sequence[Path], lang: Lang = "vi") -> None:
        self.lang: Lang = lang
        self._environment = _Environment(
            extensions=[_Words],
            loader=FileSystemLoader([str(folder) for folder in folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_Compiled(lang),
        )
        marked = Markup("") if lang == "vi" else Markup(' lang="vi"')
        self._environment.globals.update(lang=lang, vi=lang == "vi", t=Writer(lang).say, in_vi=marked)
        self._environment.filters["once"] = Once()

    def prepare(self) -> bytes:
        """Compile every template, so that no other process does it again; what `take` of the process before it wants.

        One that cannot be read is left for the page that asks for it, which tells the fault.
        """
        for name in self._environment.list_templates(extensions=["html"]):
            with suppress(TemplateSyntaxError):
                self._environment.get_template(name)
        return marshal.dumps({key: code for key, code in _Compiled.known.items() if key[0] == self.lang})

    def take(self, prepared: bytes) -> None:
        """Know what a process that was forked from this one compiled."""
        _Compiled.known.update(marshal.loads(prepared))  # noqa: S302 - from a process of our own

    def body(self, template: str, context: object, address: str) -> str:
        """Render a context; `url(target)` in the template is the link from this page to an address of the site.

        `address` and targets say nothing of the language: pages lead to pages of their own one.
        """
        lang, page = self.lang, in_language(address, self.lang)

        def url(target: str) -> str:
            return relative(in_language(target, lang), page)

        return self._environment.get_template(template).render(page=context, url=url).strip() + "\n"
