"""The attacks of the gate's list, each played on real git by people who have accounts, and the rule that has to answer.

Each scene opens a pull request and says its number; then everybody who could approve it approves it. `rule` is the code
of the finding that refuses it, or the name of the rule of approvals that keeps it waiting.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from minhbach.diagnostics import Text
from tests.season.cast import LATER, Cast, Players, edited
from tests.season.commits import Changes, link, program, submodule
from tests.season.world import STRANGER_ID, World

CastT = TypeVar("CastT", bound=Players)
Scene: TypeAlias = Callable[[World, CastT], int]

NO_APPROVAL = "approvals"
"""The rule of approvals: of exactly this head, by those whom the base names, never by the author."""


@dataclass(frozen=True)
class Attack(Generic[CastT]):
    """A scene, the threat that it stands for, and the rule that has to answer."""

    name: str
    title: Text
    threat: str
    rule: str
    play: Scene[CastT]


ATTACKS: list[Attack[Cast]] = []


def attack(vi: str, en: str, threat: str, rule: str) -> Callable[[Scene[Cast]], Scene[Cast]]:
    def enter(scene: Scene[Cast]) -> Scene[Cast]:
        ATTACKS.append(Attack(scene.__name__.replace("_", "-"), Text(vi, en), threat, rule, scene))
        return scene

    return enter


@attack("Người lạ sửa tệp của một đơn vị", "A stranger changes a unit's file", "T8", "author-unknown")
def stranger(world: World, cast: Cast) -> int:
    return world.propose(STRANGER_ID, cast.corrected(world), cast.day)


@attack("Đơn vị này sửa tệp của đơn vị khác", "A unit changes another unit's file", "T6", "author-not-named")
def another_units_file(world: World, cast: Cast) -> int:
    return world.propose(cast.other_clerk, cast.corrected(world), cast.day)


@attack(
    "Đổi tên tệp của đơn vị khác thành tệp của mình",
    "Another unit's file is renamed to one's own",
    "T6",
    "change-renamed",
)
def rename(world: World, cast: Cast) -> int:
    return world.propose(cast.clerk, {cast.path: None, f"{cast.path[:-5]}-2.yaml": world.file(cast.path)}, cast.day)


@attack("Lấy tệp của đơn vị khác làm tệp của mình", "Another unit's file is taken as one's own", "T6", "unit-mismatch")
def take_over(world: World, cast: Cast) -> int:
    return world.propose(cast.clerk, {cast.other_path: None, cast.path: world.file(cast.other_path)}, cast.day)


@attack("Tên tệp viết hoa", "A file name in capitals", "T6", "change-look-alike")
def upper_case(world: World, cast: Cast) -> int:
    folder, _, name = cast.path.rpartition("/")
    return world.propose(cast.clerk, {f"{folder}/{name.title()}": world.file(cast.path)}, cast.day)


@attack("Tên tệp có chữ cái Kirin", "A file name with Cyrillic letters", "T6", "change-look-alike")
def foreign_letters(world: World, cast: Cast) -> int:
    folder, _, name = cast.path.rpartition("/")
    return world.propose(cast.clerk, {f"{folder}/{name.replace('a', 'а').replace('o', 'о')}": b"x: 1\n"}, cast.day)


@attack("Liên kết tới tệp bí mật của máy chủ", "A link to a secret file of the server", "T3", "file-not-regular")
def symbolic_link(world: World, cast: Cast) -> int:
    return world.propose(cast.clerk, {cast.path: link("/proc/self/environ")}, cast.day)


@attack("Kho con", "A submodule", "T3", "change-submodule")
def a_submodule(world: World, cast: Cast) -> int:
    return world.propose(cast.clerk, {cast.path: submodule(world.main)}, cast.day)


@attack("Tệp chạy được", "An executable file", "T3", "change-executable")
def executable(world: World, cast: Cast) -> int:
    return world.propose(cast.clerk, {cast.path: program(world.file(cast.path))}, cast.day)


@attack("301 tệp", "301 files", "T12", "change-too-many-files")
def many_files(world: World, cast: Cast) -> int:
    many: Changes = {f"{cast.folder}/units/x/{place:03}.yaml": b"x: 1\n" for place in range(300)}
    return world.propose(cast.clerk, {**many, **cast.corrected(world)}, cast.day)


@attack("Tệp 5 MB", "A file of 5 MB", "T4", "file-too-large")
def large_file(world: World, cast: Cast) -> int:
    return world.propose(cast.clerk, {cast.path: b"# " + b"x" * 5_000_000}, cast.day)


@attack("Bom tham chiếu YAML", "A bomb of YAML aliases", "T4", "yaml-alias")
def alias_bomb(world: World, cast: Cast) -> int:
    lines = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    lines += [f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
    return world.propose(cast.clerk, {cast.path: "\n".join(lines).encode()}, cast.day)


@attack("Lồng nhau quá sâu", "Nesting that is too deep", "T4", "yaml-too-deep")
def deep_nesting(world: World, cast: Cast) -> int:
    return world.propose(cast.clerk, {cast.path: b"figures: " + b"[" * 5000 + b"]" * 5000}, cast.day)


@attack(
    "Khóa trùng: số đẹp ở trên, số thật ở dưới",
    "A key twice: a fine figure above, the real one below",
    "T4",
    "yaml-duplicate-key",
)
def duplicate_key(world: World, cast: Cast) -> int:
    return world.propose(cast.clerk, cast.corrected(world, f"{cast.changed}\n{cast.worse}"), cast.day)


HOSTILE = "<script>alert(1)</script>%0A::error file=x::y @van-hanh-1 [x](https://evil.example) | =HYPERLINK(1)"


@attack(
    "Mã HTML, lệnh CI, liên kết trong một số liệu",
    "HTML, a CI command and a link within a figure",
    "T5",
    "figure-not-a-count",
)
def markup(world: World, cast: Cast) -> int:
    name = cast.line.partition(":")[0]
    return world.propose(cast.clerk, cast.corrected(world, f"{name}: '20 {HOSTILE}'"), cast.day)


@attack("Ký tự đổi chiều chữ", "Characters that turn the direction of text", "T5", "yaml-bidi-character")
def bidirectional(world: World, cast: Cast) -> int:
    return world.propose(cast.clerk, cast.corrected(world, f"{cast.changed} # \u202e0002"), cast.day)


@attack("Số điện thoại trong giải trình", "A phone number in an explanation", "T16", "personal-data")
def personal_data(world: World, cast: Cast) -> int:
    text = world.file(cast.path).decode() + 'explanations:\n  x: {text: "Gọi 0912 345 678 gặp anh Nam"}\n'
    return world.propose(cast.clerk, {cast.path: text.encode()}, cast.day)


@attack("Số điện thoại trong lời ghi chú", "A phone number in a comment", "T16", "personal-data")
def personal_comment(world: World, cast: Cast) -> int:
    return world.propose(cast.clerk, cast.corrected(world, f"{cast.changed} # hỏi chị Lan 0912 345 678"), cast.day)


@attack(
    "Dữ liệu cá nhân ở bước trước, đã xóa ở bước sau",
    "Personal data in an earlier commit, removed in a later one",
    "T16",
    "change-history",
)
def personal_history(world: World, cast: Cast) -> int:
    number = world.propose(cast.clerk, cast.corrected(world, f"{cast.changed} # 0912 345 678"), cast.day)
    world.push_again(number, cast.corrected(world), cast.day + LATER)
    return number


@attack(
    "Tệp lạ ở bước trước, đã xóa ở bước sau",
    "A strange file in an earlier commit, removed in a later one",
    "T12",
    "change-history",
)
def hidden_file(world: World, cast: Cast) -> int:
    number = world.propose(cast.clerk, {"cai-dat.sh": b"exit 0\n", **cast.corrected(world)}, cast.day)
    world.push_again(number, {"cai-dat.sh": None}, cast.day + LATER)
    return number


@attack("Danh sách tài khoản kèm số liệu", "The register of accounts along with figures", "T7", "path-protected")
def register_and_figures(world: World, cast: Cast) -> int:
    text = world.file(cast.accounts).decode() + "# tôi\n"
    return world.propose(cast.clerk, {cast.accounts: text.encode(), **cast.corrected(world)}, cast.day)


@attack("Tự cho mình quyền vận hành", "Making oneself an operator", "T7", "path-protected")
def own_rights(world: World, cast: Cast) -> int:
    entry = f"{{id: {cast.clerk}, login: "
    return world.propose(
        cast.clerk, edited(world, cast.accounts, entry, f"{{operates: true, id: {cast.clerk}, login: "), cast.day
    )


@attack(
    "Sửa quy trình CI, tự đặt trạng thái xanh",
    "Changing the CI workflow and setting one's own green status",
    "T1",
    "path-protected",
)
def workflow(world: World, cast: Cast) -> int:
    changes = {".github/workflows/check.yml": b"on: pull_request\n", **cast.corrected(world)}
    number = world.propose(cast.clerk, changes, cast.day)
    head = world.forge.pull(number).head
    world.forge.set_status(world.people[cast.clerk], head, "minhbach", "success", "ok")
    return number


@attack("Sửa chính máy kiểm tra", "Changing the checker itself", "T1", "path-protected")
def checker(world: World, cast: Cast) -> int:
    return world.propose(cast.operator, {"scripts/minhbach/gate/check.py": b"raise SystemExit(0)\n"}, cast.day)


@attack("Sửa tiêu chí giữa đợt", "Changing the criteria in the middle of a round", "T7", "set-in-use")
def criteria(world: World, cast: Cast) -> int:
    path = f"criteria/{world.round.round.criteria}/rules.yaml"
    return world.propose(cast.operator, {path: world.file(path) + "# nhẹ tay\n".encode()}, cast.day)


@attack("Chuyển sang nhánh khác sau khi gửi", "Aiming at another branch after sending", "T10", "pull-target")
def retarget(world: World, cast: Cast) -> int:
    number = world.propose(cast.clerk, cast.corrected(world), cast.day)
    world.forge.git.move({"refs/heads/nhap": world.main})
    world.forge.retarget(number, "nhap")
    return number


@attack("Xóa tệp của đợt", "Deleting a file of the round", "T11", "change-deleted")
def deletion(world: World, cast: Cast) -> int:
    return world.propose(cast.operator, {f"{cast.folder}/round.yaml": None}, cast.day)


@attack("Gửi sau khi hết hạn", "Sending after the deadline", "T18", "window-closed")
def closed_window(world: World, cast: Cast) -> int:
    return world.propose(cast.clerk, cast.corrected(world), cast.closed)


@attack("Commit ghi lùi ngày", "A commit that is dated back", "T8", "window-closed")
def dated_back(world: World, cast: Cast) -> int:
    """The commit says a day of the window; the forge saw it afterwards."""
    number = world.propose(cast.clerk, cast.corrected(world), cast.day)
    world.push_again(number, cast.corrected(world, cast.worse), cast.day, seen_at=cast.closed)
    return number


@attack("Gửi thêm sau khi đã duyệt", "Sending more after the approval", "T9", NO_APPROVAL)
def push_after_approval(world: World, cast: Cast) -> int:
    number = world.propose(cast.clerk, cast.corrected(world), cast.day)
    world.run_gate(cast.day + LATER)
    for person in cast.everybody:
        world.approve(person, number, cast.day + LATER)
    world.push_again(number, cast.corrected(world, cast.worse), cast.day + 2 * LATER)
    return number


@attack("Tự duyệt bản gửi của mình", "Approving one's own pull request", "T7", NO_APPROVAL)
def self_approval(world: World, cast: Cast) -> int:
    number = world.propose(cast.clerk, cast.corrected(world), cast.day)
    world.approve(cast.clerk, number, cast.day + LATER)
    return number


@attack("Người vận hành tự duyệt việc của mình", "An operator approves what that operator sent", "T7", NO_APPROVAL)
def operator_alone(world: World, cast: Cast) -> int:
    text = world.file(cast.accounts).decode() + "# sửa\n"
    number = world.propose(cast.operator, {cast.accounts: text.encode()}, cast.day)
    world.approve(cast.operator, number, cast.day + LATER)
    return number


@attack("Huyện khác duyệt", "Another district approves", "T7", NO_APPROVAL)
def another_district(world: World, cast: Cast) -> int:
    number = world.propose(cast.clerk, cast.corrected(world), cast.day)
    world.approve(cast.other_approver, number, cast.day + LATER)
    world.approve(cast.operator, number, cast.day + LATER)
    return number


@attack("Hai bản gửi cùng lúc của một đơn vị", "Two pull requests of one unit at once", "T15", "pull-duplicate")
def two_at_once(world: World, cast: Cast) -> int:
    world.propose(cast.clerk, cast.corrected(world), cast.day)
    return world.propose(cast.clerk, cast.corrected(world, cast.worse), cast.day)
