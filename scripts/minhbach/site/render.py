"""Jinja2: a context and a template make a body. Autoescaped; an undefined name is an error, never a blank."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from minhbach.exact import Lang
from minhbach.site.addresses import in_language, relative
from minhbach.site.writing import Writer


class Renderer:
    """One environment for the pages of a language; templates are looked for in each folder in turn.

    Templates know `lang`, `vi` (whether it is Vietnamese), `t(vi, en)` for words, and `in_vi`, which marks an element
    that holds Vietnamese on a page of another language.
    """

    def __init__(self, folders: Sequence[Path], lang: Lang = "vi") -> None:
        self.lang: Lang = lang
        self._environment = Environment(
            loader=FileSystemLoader([str(folder) for folder in folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        marked = Markup("") if lang == "vi" else Markup(' lang="vi"')
        self._environment.globals.update(lang=lang, vi=lang == "vi", t=Writer(lang).say, in_vi=marked)

    def body(self, template: str, context: object, address: str) -> str:
        """Render a context; `url(target)` in the template is the link from this page to an address of the site.

        `address` and targets say nothing of the language: pages lead to pages of their own one.
        """
        lang, page = self.lang, in_language(address, self.lang)

        def url(target: str) -> str:
            return relative(in_language(target, lang), page)

        return self._environment.get_template(template).render(page=context, url=url).strip() + "\n"
