"""schema.org `Dataset` for the data pages, so that searches for data find the files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from minhbach.diagnostics import Text
from minhbach.exact import Lang
from minhbach.export.about import LICENCE, About
from minhbach.export.datapackage import MEDIA_TYPES
from minhbach.export.downloads import Download
from minhbach.export.facts import FileFact

Document = dict[str, Any]
UrlOf = Callable[[str], str]
"""The full address of a page or file, from its address counted from the site's root."""

_CATALOGUE = Text("Dữ liệu mở của Minh Bạch", "Open data of Minh Bạch")


def dataset_jsonld(
    about: About, page: str, downloads: Sequence[Download], files: Mapping[str, FileFact], url_of: UrlOf, lang: Lang
) -> Document:
    """A round with its files; `page` is the address of the page that offers them, `files` what was written by path."""
    return {"@context": "https://schema.org", **_dataset(about, page, downloads, files, url_of, lang)}


def catalogue_jsonld(page: str, datasets: Sequence[tuple[About, str]], url_of: UrlOf, lang: Lang) -> Document:
    """All rounds, each with the address of its own page."""
    return {
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "name": _CATALOGUE.in_(lang),
        "url": url_of(page),
        "license": LICENCE.address,
        "inLanguage": lang,
        "dataset": [_dataset(about, own, (), {}, url_of, lang) for about, own in datasets],
    }


def _dataset(
    about: About, page: str, downloads: Sequence[Download], files: Mapping[str, FileFact], url_of: UrlOf, lang: Lang
) -> Document:
    found: Document = {
        "@type": "Dataset",
        "name": about.title.in_(lang),
        "description": " ".join((f"{about.standing.in_(lang)}.", *(words.in_(lang) for words in about.notes))),
        "url": url_of(page),
        "inLanguage": "vi",
        "license": LICENCE.address,
        "isAccessibleForFree": True,
        "spatialCoverage": {"@type": "Place", "name": about.province},
    }
    if about.sources:
        found["isBasedOn"] = list(about.sources)
    if about.figures_as_of is not None:
        found["temporalCoverage"] = about.figures_as_of.isoformat()
    if about.published is not None:
        found["datePublished"] = about.published.isoformat()
    if about.edition is not None:
        found["version"] = about.edition
    if downloads:
        found["distribution"] = [
            _file(item, files[item.path], url_of, lang) for item in downloads if item.path in files
        ]
    return found


def _file(item: Download, fact: FileFact, url_of: UrlOf, lang: Lang) -> Document:
    return {
        "@type": "DataDownload",
        "name": item.title.in_(lang),
        "contentUrl": url_of(item.path),
        "encodingFormat": MEDIA_TYPES[item.path.rpartition(".")[2]],
        "contentSize": f"{fact.size} B",
        "sha256": fact.sha256,
    }
