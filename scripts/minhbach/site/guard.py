"""Whether a site that was just built may replace the one that is up: whole, not shrunk, the past untouched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from minhbach.diagnostics import Text
from minhbach.model.round import Phase
from minhbach.site import addresses
from minhbach.site.manifest import Manifest, ManifestError, RoundManifest, digest, read_manifest

KEPT_SHARE = Fraction(95, 100)
"""Of the units that were up. Registers change by a few units between two builds; a tenth gone is a build that failed
to read something. It belongs to the mechanism: a round that could set it could switch the guard off."""

PAST = frozenset({Phase.FINAL, Phase.AMENDED, Phase.ARCHIVED})
"""Phases after which a round's published tables stay as they are."""

MOST_NAMED = 10
MOST_MANIFEST_BYTES = 16 * 1024 * 1024

_LOOK = Text(
    "Chạy minhbach validate rồi minhbach build, xem tệp nào không đọc được, sửa và dựng lại",
    "Run minhbach validate, then minhbach build; see which file cannot be read, mend it and build again",
)
_BUILD = Text("Chạy lại minhbach build, đến khi lệnh kết thúc không lỗi", "Run minhbach build again until it ends well")
_RESTORE = Text(
    "Đưa số liệu của đợt về như lúc công bố (git log cho biết ai đổi gì). Kết quả đã công bố chỉ đổi bằng quyết định "
    "đính chính: một tệp mới trong amendments/ của đợt",
    "Bring the round's data back to what was published (git log tells who changed what). Published results change "
    "by an amendment only: a new file in amendments/ of the round",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """Why a site may not be published; `code` is stable, `hint` says what to do."""

    code: str
    text: Text
    hint: Text


def read_last(path: Path) -> Manifest | Refusal:
    """The manifest of the site that is up. One that cannot be read is a refusal: it is never taken for a first site."""
    try:
        return read_manifest(_read(path))
    except (OSError, ManifestError) as error:
        reason = _why(error)
    return Refusal(
        code="last-unreadable",
        text=Text(
            f"Không đọc được bản kê của trang đang công bố ({path.name}): {reason.vi}",
            f"The manifest of the site that is up cannot be read ({path.name}): {reason.in_('en')}",
        ),
        hint=Text(
            f"Tải lại {addresses.MANIFEST} từ trang đang công bố rồi chạy lại. Chỉ dùng --first khi chưa từng công bố",
            f"Fetch {addresses.MANIFEST} from the site again and repeat. --first is only for a first publication",
        ),
    )


def inspect(site: Path) -> tuple[Manifest | None, tuple[Refusal, ...]]:
    """The site's own manifest, and what the site lacks of what it announces."""
    faults = []
    if not (site / "index.html").is_file():
        faults.append(_half_built(f"không có trang chủ (index.html) trong {site}", f"no index.html in {site}"))
    try:
        manifest = read_manifest(_read(site / addresses.MANIFEST))
    except (OSError, ManifestError) as error:
        why = _why(error)
        faults.append(_half_built(f"{addresses.MANIFEST}: {why.vi}", f"{addresses.MANIFEST}: {why.in_('en')}"))
        return None, tuple(faults)
    for round_id, item in manifest.rounds.items():
        faults += _absent(site, round_id, item)
    return manifest, tuple(faults)


def compare(last: Manifest, fresh: Manifest) -> tuple[Refusal, ...]:
    """Everything that stands against putting `fresh` in the place of `last`, round by round."""
    return tuple(refusal for round_id in last.rounds for refusal in _round(round_id, last, fresh))


def _read(path: Path) -> bytes:
    """A manifest's bytes; what is longer is cut and will not parse."""
    with path.open("rb") as file:
        return file.read(MOST_MANIFEST_BYTES)


def _why(error: OSError | ManifestError) -> Text:
    if isinstance(error, ManifestError):
        return error.text
    if isinstance(error, FileNotFoundError):
        return Text("không có tệp này", "there is no such file")
    return Text(f"không mở được tệp ({error.strerror})", f"the file cannot be opened ({error.strerror})")


def _absent(site: Path, round_id: str, item: RoundManifest) -> Iterator[Refusal]:
    pages = [code for code in item.units if not (site / addresses.unit(round_id, code) / "index.html").is_file()]
    if pages:
        yield _half_built(
            f"đợt {round_id} thiếu trang của {len(pages)}/{len(item.units)} đơn vị: {_named(pages)}",
            f"round {round_id} lacks the pages of {len(pages)} of {len(item.units)} units: {_named(pages)}",
        )
    announced = {**item.files, **item.releases}
    files = [path for path, expected in announced.items() if _digest_of(site / path) != expected]
    if files:
        yield _half_built(
            f"đợt {round_id} có tệp dữ liệu thiếu hoặc khác bản kê: {_named(files)}",
            f"round {round_id} has data files that are missing or not as announced: {_named(files)}",
        )


def _digest_of(path: Path) -> str | None:
    return digest(path.read_bytes()) if path.is_file() else None


def _half_built(vi: str, en: str) -> Refusal:
    return Refusal(code="half-built", text=Text(f"Trang dựng dở: {vi}", f"Half-built site: {en}"), hint=_BUILD)


def _round(round_id: str, last: Manifest, fresh: Manifest) -> Iterator[Refusal]:
    before, after = last.rounds[round_id], fresh.rounds.get(round_id)
    if after is None:
        yield Refusal(
            code="round-vanished",
            text=Text(
                f"Đợt {round_id} đang công bố với {len(before.units)} đơn vị, nay không còn trong trang mới",
                f"Round {round_id}, up with {len(before.units)} units, is not in the new site",
            ),
            hint=_LOOK,
        )
        return
    yield from _shrunk(
        "units-missing", round_id, before.units, after.units, Text("không còn trang", "have no page any more")
    )
    yield from _shrunk(
        "results-missing", round_id, before.ranked, after.ranked, Text("không còn kết quả", "have no result any more")
    )
    yield from _released(round_id, before, after)
    if before.phase in PAST:
        yield from _past(round_id, before, after)


def _released(round_id: str, before: RoundManifest, after: RoundManifest) -> Iterator[Refusal]:
    """Files of a release stay as they were published, whatever is amended later."""
    changed = [path for path, expected in before.releases.items() if after.releases.get(path) != expected]
    if changed:
        yield Refusal(
            code="release-changed",
            text=Text(
                f"Đợt {round_id}: {len(changed)} tệp của bản đã công bố bị mất hoặc bị đổi: {_named(changed)}",
                f"Round {round_id}: {len(changed)} files of a published release are gone or changed: {_named(changed)}",
            ),
            hint=_RESTORE,
        )


def _shrunk(code: str, round_id: str, before: Sequence[str], after: Sequence[str], what: Text) -> Iterator[Refusal]:
    kept = frozenset(after)
    gone = [unit for unit in before if unit not in kept]
    if len(before) - len(gone) >= KEPT_SHARE * len(before):
        return
    percent = int(KEPT_SHARE * 100)
    yield Refusal(
        code=code,
        text=Text(
            f"Đợt {round_id}: {len(gone)}/{len(before)} đơn vị đang công bố {what.vi} ({_named(gone)}). "
            f"Phải còn ít nhất {percent}%",
            f"Round {round_id}: {len(gone)} of {len(before)} published units {what.en} ({_named(gone)}). "
            f"At least {percent}% have to remain",
        ),
        hint=_LOOK,
    )


def _past(round_id: str, before: RoundManifest, after: RoundManifest) -> Iterator[Refusal]:
    """A round that was final changes by an amendment only, and never returns to a phase before that."""
    if after.phase not in PAST:
        yield Refusal(
            code="round-reopened",
            text=Text(
                f"Đợt {round_id} đã công bố chính thức ({before.phase.value}), nay lùi về {after.phase.value}",
                f"Round {round_id} was final ({before.phase.value}) and goes back to {after.phase.value}",
            ),
            hint=_RESTORE,
        )
    changed = [path for path, expected in before.files.items() if after.files.get(path) != expected]
    if changed and after.amendments <= before.amendments:
        yield Refusal(
            code="past-changed",
            text=Text(
                f"Đợt {round_id} đã công bố chính thức nhưng {len(changed)} tệp dữ liệu bị đổi: {_named(changed)}",
                f"Round {round_id} was final, yet {len(changed)} of its data files changed: {_named(changed)}",
            ),
            hint=_RESTORE,
        )


def _named(items: Sequence[str]) -> str:
    more = "…" if len(items) > MOST_NAMED else ""
    return ", ".join([*items[:MOST_NAMED], *([more] if more else [])])
