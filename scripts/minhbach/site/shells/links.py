"""Links of a frame: moved from the place where the frame was rendered to the place of the page that it goes around."""

from __future__ import annotations

import json
import re
from posixpath import join, normpath

from minhbach.exact import Lang
from minhbach.site.addresses import in_language

_LINK = re.compile(r'(\s(?:href|src|action|data-mb-finder|data-mb-root)=")(?!mbslot-)([^"#:?]+)((?:[#?][^"]*)?")')
_SCOPE = re.compile(r'new URL\("([^"]*)",location\)')
_SETTING = re.compile(r'("(?:base|search)": )("[^"]*")')


def moved(html: str, rendered_at: str, depth: int, lang: Lang) -> str:
    """HTML that was rendered at an address of a language's own tree, for pages that lie so many folders deep.

    Pages lead to pages of the language; files are common to all languages.
    """
    up = "../" * depth

    def link(target: str) -> str:
        if target.startswith("/"):
            return target
        return (up + in_language(_resolved(target, rendered_at), lang)) or "./"

    html = _LINK.sub(lambda found: found[1] + link(found[2]) + found[3], html)
    # What the theme remembers in the browser (dark or light) holds for every language.
    html = _SCOPE.sub(f'new URL("{up or "."}",location)', html)
    return _SETTING.sub(lambda found: found[1] + json.dumps(link(_folder(json.loads(found[2])))), html)


def _folder(path: str) -> str:
    """The theme writes its base without a slash; the file of the search has a name."""
    return path if path.endswith((".js", "/")) else path + "/"


def _resolved(target: str, page: str) -> str:
    path = normpath(join("/", page, target)).lstrip("/")
    folder = target.endswith(("/", "/.", "/..")) or target in (".", "..")
    return f"{path}/" if folder and path else path
