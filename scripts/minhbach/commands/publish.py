"""`minhbach publish ROUND MILESTONE`: freeze the results of a commit as a record; `--tag` marks a received record."""

from __future__ import annotations

import argparse
import hashlib
import os
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from minhbach.codes import shown
from minhbach.commands.common import (
    CLEAN,
    FINDINGS,
    UsageError,
    load_tree,
    need_repository,
    need_round,
    open_repository,
    say,
)
from minhbach.diagnostics import Text
from minhbach.git import GitError, GitRepository
from minhbach.model.record import Blocker, Record
from minhbach.model.round import Milestone
from minhbach.publication.differences import UnitChange, changes_between
from minhbach.publication.editions import (
    AlreadyPublishedError,
    ChangedError,
    Draft,
    draft_edition,
    finished,
    uncommitted,
)
from minhbach.publication.ledger import TagError, make_tag, received_by, tag_name, tagged_commit
from minhbach.reading.published import record_path
from minhbach.tree import NotRegularError, TooLargeError, WorkTree
from minhbach.writing import write_file

MOST_NAMED = 20


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("publish", help="công bố kết quả: ghi thành bản ghi bất biến / freeze results")
    parser.add_argument("round", metavar="ROUND", help="mã đợt / id of the round")
    parser.add_argument("milestone", choices=[item.value for item in Milestone], help="preliminary, final")
    parser.add_argument("--decision", type=_words, metavar="TEXT", help="quyết định công bố / the decision")
    parser.add_argument(
        "--reason", type=_words, metavar="TEXT", help="vì sao công bố dù còn vướng / why despite what is open"
    )
    parser.add_argument(
        "--date", type=_day, metavar="YYYY-MM-DD", help="ngày công bố, mặc định hôm nay / default today"
    )
    parser.add_argument("--dry-run", action="store_true", help="chỉ xem, không ghi gì / only show, write nothing")
    parser.add_argument("--tag", action="store_true", help="đặt nhãn git cho bản ghi đã nhận / tag a received record")
    parser.add_argument("--sign", action="store_true", help="ký nhãn bằng khóa của git / sign the tag")
    parser.set_defaults(run=run)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r}: YYYY-MM-DD, ví dụ / for example 2020-01-15") from error


def _words(text: str) -> str:
    """One line that can be read aloud: it will stand in the record and on the pages for good."""
    words = unicodedata.normalize("NFC", text).strip()
    if not words or not words.isprintable():
        raise argparse.ArgumentTypeError(f"{shown(text)!r}: một dòng chữ, không ký tự ẩn / one line of plain words")
    return words


def run(args: argparse.Namespace) -> int:
    need_repository(args.root)
    milestone = Milestone(args.milestone)
    with open_repository(args.root) as repository:
        if args.tag:
            return _tag(args, repository, milestone)
        day = args.date or _today(args)
        draft = _draft(args, repository, milestone, day)
        _need_committed(args, draft)
        return _publish(args, draft, day)


def _today(args: argparse.Namespace) -> date:
    dataset, _ = load_tree(args.root)
    need_round(dataset, args.round)
    return datetime.now(ZoneInfo(dataset.rounds[args.round].round.timezone)).date()


def _draft(args: argparse.Namespace, repository: GitRepository, milestone: Milestone, day: date) -> Draft:
    try:
        return draft_edition(repository, "HEAD", args.round, milestone, day)
    except KeyError as error:
        raise UsageError(
            f"Trong commit mới nhất không có đợt «{args.round}» đọc được (chạy: minhbach validate --rev HEAD)",
            f"The newest commit has no round “{args.round}” that can be read (run: minhbach validate --rev HEAD)",
        ) from error
    except GitError as error:
        raise UsageError(
            "Kho git chưa có commit nào: ghi dữ liệu vào kho trước (git commit)",
            "The git repository has no commit yet: commit the data first",
        ) from error
    except AlreadyPublishedError as error:
        record = error.record
        raise UsageError(
            f"«{record.edition}» đã công bố ngày {record.published:%d/%m/%Y} và không bao giờ bị ghi đè. "
            f"Sai sót chỉ sửa bằng quyết định đính chính trong submissions/{args.round}/amendments/, "
            "ghi vào kho (git commit), rồi công bố lại",
            f"“{record.edition}” was published on {record.published} and is never written over. "
            f"Mistakes are mended by an amendment in submissions/{args.round}/amendments/: commit it, then publish "
            "final again",
        ) from error
    except ChangedError as error:
        first, count = error.findings[0], len(error.findings)
        place = first.location.path
        raise UsageError(
            f"{count} tệp làm nên «{error.record.edition}» đã bị sửa sau khi công bố, trong đó có {place}: "
            f"{first.message.vi}. Trả lại như cũ (chạy: minhbach verify {args.round} {error.record.edition}); "
            "sai sót chỉ sửa bằng quyết định đính chính",
            f"{count} files that “{error.record.edition}” rests on were changed after publication, {place} among "
            f"them: {first.message.in_('en')}. Restore them (run: minhbach verify {args.round} "
            f"{error.record.edition}); mistakes are mended by an amendment only",
        ) from error
    except (OSError, NotRegularError, TooLargeError) as error:
        raise UsageError(
            f"Một tệp của đợt trong commit mới nhất không phải tệp thường hoặc quá lớn: {error} "
            "(chạy: minhbach validate --rev HEAD)",
            f"A file of the round in the newest commit is no plain file or too large: {error} "
            "(run: minhbach validate --rev HEAD)",
        ) from error


def _need_committed(args: argparse.Namespace, draft: Draft) -> None:
    """Only what stands in a commit can be recomputed by others."""
    differing = uncommitted(WorkTree(args.root), draft)
    if differing:
        names = ", ".join(differing[:5]) + (" …" if len(differing) > 5 else "")
        raise UsageError(
            f"{len(differing)} tệp khác với commit mới nhất: {names}. "
            "Ghi vào kho (git commit) hoặc bỏ chỗ sửa, rồi chạy lại",
            f"{len(differing)} files differ from the newest commit: {names}. Commit or undo them, then run again",
        )


def _publish(args: argparse.Namespace, draft: Draft, day: date) -> int:
    if draft.blockers and not args.reason:
        say("\n".join(_refusal(draft, args.lang)))
        return FINDINGS
    reason = args.reason if draft.blockers else None
    data, record = finished(draft, day, decision=args.decision, reason=reason)
    path = record_path(args.round, draft.edition)
    if not args.dry_run:
        _write_once(args.root, path, data)
    say("\n".join(_summary(draft, record, path, data, args.lang, written=not args.dry_run)))
    return CLEAN


def _write_once(root: Path, path: str, data: bytes) -> None:
    place = root / path
    if os.path.lexists(place) and (not place.is_file() or place.read_bytes() != data):
        raise UsageError(
            f"{path} đã có và khác bản vừa tính; bản ghi không bao giờ bị ghi đè. Nếu tệp đó chưa được nhận vào kho và "
            "không dùng nữa thì xóa nó, rồi chạy lại",
            f"{path} is there and differs from what was just computed; a record is never written over. If it was never "
            "received and is not wanted, delete it and run again",
        )
    write_file(place, data)


# The tag ---------------------------------------------------------------------


def _tag(args: argparse.Namespace, repository: GitRepository, milestone: Milestone) -> int:
    """Mark, for every edition of a milestone, the commit that received its record."""
    dataset, _ = load_tree(args.root)
    need_round(dataset, args.round)
    records = [item for item in dataset.rounds[args.round].published.values() if item.milestone is milestone]
    commits = [(item, received_by(repository, record_path(args.round, item.edition))) for item in records]
    received = [(record, commit) for record, commit in commits if commit is not None]
    if not received:
        raise UsageError(
            f"Nhánh chính chưa có bản ghi {milestone.value} nào của đợt {args.round}: công bố và gửi duyệt trước",
            f"The main line has no {milestone.value} record of round {args.round}: publish and hand it in first",
        )
    for record, commit in received:
        _tag_one(args, repository, record, commit)
    return CLEAN


def _tag_one(args: argparse.Namespace, repository: GitRepository, record: Record, commit: str) -> None:
    name = tag_name(args.round, record.edition)
    there = tagged_commit(repository, name)
    if there is not None and there != commit:
        raise UsageError(
            f"Nhãn {name} đã có ở commit {there[:10]}, không phải {commit[:10]} là commit đã nhận bản ghi. "
            f"Không dời nhãn: chạy minhbach verify {args.round} {record.edition}",
            f"The tag {name} is at commit {there[:10]}, not at {commit[:10]}, which received the record. "
            f"Tags stay: run minhbach verify {args.round} {record.edition}",
        )
    if there is None:
        _make_tag(args, name, commit, record)
    say(f"{name} -> {commit}")


def _make_tag(args: argparse.Namespace, name: str, commit: str, record: Record) -> None:
    words = record.decision or f"{record.round} {record.edition}, {record.published.isoformat()}"
    try:
        make_tag(args.root, name, commit, words, signed=args.sign)
    except TagError as error:
        raise UsageError(
            f"Git không đặt được nhãn {name}: {error}", f"Git did not make the tag {name}: {error}"
        ) from error


# Words -----------------------------------------------------------------------

_KINDS = {
    "error": Text("Lỗi phải sửa", "Errors"),
    "unapproved": Text("Số liệu chưa được duyệt", "Figures not approved"),
    "question": Text("Câu hỏi chưa xong", "Questions not settled"),
    "window": Text("Thời gian chưa hết", "Windows not over"),
    "early": Text("Chưa đến ngày công bố", "Before the day of publication"),
}


def _refusal(draft: Draft, lang: str) -> Iterator[str]:
    yield Text(
        f"Chưa công bố «{draft.edition}»: còn {len(draft.blockers)} vướng mắc.",
        f"“{draft.edition}” is not published: {len(draft.blockers)} things stand against it.",
    ).in_(lang)
    yield from _listed(draft.blockers, lang)
    yield Text(
        'Giải quyết rồi chạy lại; hoặc thêm --reason "…": lý do và danh sách trên sẽ được công bố cùng kết quả.',
        'Settle them and run again; or give --reason "…": the reason and this list are published with the results.',
    ).in_(lang)


def _listed(blockers: Sequence[Blocker], lang: str) -> Iterator[str]:
    for kind, title in _KINDS.items():
        found = [item for item in blockers if item.kind == kind]
        if found:
            yield f"{title.in_(lang)} ({len(found)})"
            yield from (f"  {f'{item.unit} ' if item.unit else ''}{item.text}" for item in found[:MOST_NAMED])
            if len(found) > MOST_NAMED:
                yield f"  … +{len(found) - MOST_NAMED}"


def _summary(draft: Draft, record: Record, path: str, data: bytes, lang: str, *, written: bool) -> Iterator[str]:
    ranked = sum(1 for unit in record.units.values() if unit.places)
    what = Text("Đã ghi", "Written") if written else Text("Chỉ xem, chưa ghi", "Only shown, not written")
    yield f"{what.in_(lang)}: {path} ({len(data)} B)"
    as_of = f"{record.figures_as_of:%d/%m/%Y}"
    yield Text(
        f"Lần công bố «{record.edition}», số liệu đến {as_of}: {ranked}/{len(record.units)} đơn vị có hạng, "
        f"{len(record.inputs)} tệp đầu vào ở commit {record.revision[:10]}.",
        f"Edition “{record.edition}”, figures as of {as_of}: {ranked} of {len(record.units)} units ranked, "
        f"{len(record.inputs)} input files at commit {record.revision[:10]}.",
    ).in_(lang)
    yield f"SHA-256: {hashlib.sha256(data).hexdigest()}"
    if draft.blockers:
        yield Text("Công bố kèm lý do", "Published with the reason").in_(lang) + f": {record.reason}"
        yield from _listed(draft.blockers, lang)
    if draft.before is not None:
        yield from _changes(changes_between(draft.before, record), draft.before, lang)
    if written:
        tag = tag_name(record.round, record.edition)
        yield Text(
            f"Tiếp theo: gửi tệp này để người vận hành khác duyệt; nhận xong thì đặt nhãn {tag}: "
            f"minhbach publish {record.round} {record.milestone.value} --tag",
            f"Next: hand this file in for another operator to approve; once received set the tag {tag}: "
            f"minhbach publish {record.round} {record.milestone.value} --tag",
        ).in_(lang)


def _changes(changes: Sequence[UnitChange], before: Record, lang: str) -> Iterator[str]:
    yield Text(
        f"So với «{before.edition}»: {sum(len(item.figures) for item in changes)} số liệu đổi, "
        f"{len(changes)} đơn vị đổi số liệu, điểm hoặc hạng.",
        f"Against “{before.edition}”: {sum(len(item.figures) for item in changes)} figures changed, "
        f"{len(changes)} units with other figures, points or ranks.",
    ).in_(lang)
    for item in changes[:MOST_NAMED]:
        moves = [
            f"{change.before.published if change.before else '–'} → {change.after.published if change.after else '–'}, "
            f"{Text('hạng', 'rank').in_(lang)} {change.before.rank if change.before else '–'} → "
            f"{change.after.rank if change.after else '–'}"
            for change in item.places
        ]
        yield f"  {item.unit.code} {item.unit.name}: {'; '.join(moves) or '='}"
