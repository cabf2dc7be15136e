"""The press: from the site's source to the work of every generated file and page, in a fixed order.

Files come first: pages that offer them tell their size and digest. What is yielded is work that is still to be done, so
that it can be shared out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minhbach.site import addresses
from minhbach.site.contexts import api, directory, feed, proof, release_files, versus
from minhbach.site.contexts.unit_rounds import find_lives
from minhbach.site.contexts.view import SiteView
from minhbach.site.jobs.round_jobs import RoundJobs
from minhbach.site.jobs.site_jobs import SiteJobs
from minhbach.site.jobs.unit_jobs import UnitJobs
from minhbach.site.pages import FileJob, PageJob
from minhbach.site.render import Renderer


def files(site: SiteView) -> Iterator[FileJob]:
    """Every file that comes from data, the same in all languages."""
    yield FileJob(path=addresses.UNIT_LIST, make=lambda: [directory.finder_list(directory.build(site))])
    yield FileJob(path=addresses.UNIT_SCRIPT, make=lambda: [directory.finder_script(directory.build(site))])
    yield from api.files(site)
    for view in site.rounds:
        yield from release_files.files(view)
        yield from proof.record_files(view)
        yield from versus.data_files(view)
        yield from (FileJob(path=item.path, make=item.produce) for item in view.source.downloads)


def last_files(sites: Sequence[SiteView]) -> Iterator[FileJob]:
    """Files that tell of others, which must have been written, or of the site's address; feeds are in each language."""
    yield from api.packages(sites[0])
    yield from (release_files.index_file(view) for view in sites[0].rounds if view.editions)
    for site in sites:
        yield from feed.files(site)


def pages(site: SiteView, renderer: Renderer) -> Iterator[PageJob]:
    """Every page of one language that comes from data. Hand-written pages are the shell's own."""
    lives = find_lives(site)
    general = SiteJobs(site, renderer, lives)
    rounds, units = RoundJobs(site, renderer, lives), UnitJobs(site, renderer, lives)
    yield from general.site_pages()
    yield from general.life_pages()
    for view in site.rounds:
        yield from rounds.round_pages(view)
        yield from rounds.criteria_pages(view)
        yield from units.unit_pages(view)
        yield from units.minutes_pages(view)
