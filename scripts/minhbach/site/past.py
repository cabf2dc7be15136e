"""The site's source of a folder, with the git history behind it when the folder is the top of a repository."""

from __future__ import annotations

from pathlib import Path

from minhbach.gate.waiting import Queue
from minhbach.git import GitError, GitRepository
from minhbach.history.log import Log, read_log
from minhbach.site.source import SiteSource, gather
from minhbach.tree import WorkTree


def gather_here(root: Path, queue: Queue | None = None, cache: Path | None = None) -> SiteSource:
    """Data as the files are now, history up to the commit that is checked out."""
    with GitRepository(root) as repository:
        return gather(WorkTree(root), queue, _log(repository), cache)


def _log(repository: GitRepository) -> Log | None:
    """None without git, without a commit, or below a repository's top: there the data have other paths in git."""
    try:
        below = repository.run("rev-parse", "--git-dir", "--show-prefix").decode("utf-8", "replace").splitlines()[1:]
        return None if any(below) else read_log(repository)
    except (GitError, OSError):
        return None
