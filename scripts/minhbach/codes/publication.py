"""Codes about published records: what `verify` compares, and what keeps an amendment true to them."""

from __future__ import annotations

from minhbach.codes.base import Code
from minhbach.diagnostics import Severity, Text

_WHY = Text(
    "Ai cũng phải tính lại được kết quả đã công bố từ đúng những tệp làm nên nó; khác đi là có gì đó đã bị sửa.",
    "Anybody must be able to recompute a published result from the very files it rests on; if not, something changed.",
)
_ASK = Text(
    "Lấy lại tệp từ bản đã công bố (git), tìm người sửa bằng: git log -- <tệp>. Sai sót sau công bố chỉ sửa bằng "
    "quyết định đính chính",
    "Restore the file from the published revision (git); find who changed it with: git log -- <file>. Mistakes after "
    "publication are mended by an amendment only",
)

CODES = (
    Code(
        id="record-broken",
        title=Text("Bản ghi kết quả đã công bố không đọc được", "Published record cannot be read"),
        message=Text("Nội dung không phải bản ghi kết quả: {found}", "The content is no record of results: {found}"),
        messages={
            "digest": Text(
                "Bản ghi đã bị sửa: mã SHA-256 ở cuối tệp ({found}…) không khớp nội dung",
                "The record was changed: the SHA-256 at its end ({found}…) does not fit its content",
            ),
            "version": Text(
                "Bản ghi có phiên bản định dạng {found}, chương trình này không đọc được",
                "The record has format version {found}, which this program does not read",
            ),
            "place": Text(
                "Bản ghi là của «{found}», không phải của tệp này", "The record is of “{found}”, not of this file"
            ),
        },
        reason=_WHY,
        remedy=_ASK,
        bad="published/final.json sửa bằng tay",
        good="published/final.json do lệnh minhbach publish ghi ra",
    ),
    Code(
        id="record-changed",
        title=Text("Bản ghi đã công bố bị sửa", "Published record was changed"),
        message=Text(
            "Bản ghi khác bản được nhận vào kho ở commit {allowed}; commit {found} đã sửa nó",
            "The record differs from the one that commit {allowed} received; commit {found} changed it",
        ),
        messages={
            "here": Text(
                "Bản ghi khác bản được nhận vào kho ở commit {allowed}; chỗ sửa chưa được ghi vào kho",
                "The record differs from the one that commit {allowed} received; the change is not committed",
            ),
            "gone": Text(
                "Bản ghi được nhận vào kho ở commit {allowed} đã bị xóa",
                "The record that commit {allowed} received was deleted",
            ),
        },
        reason=_WHY,
        remedy=Text(
            "Lấy lại bản đã công bố: git restore --source={allowed} -- <tệp bản ghi>",
            "Restore the published one: git restore --source={allowed} -- <the record>",
        ),
        bad="published/final.json: rank: 2 sửa thành rank: 1",
        good="quyết định đính chính trong amendments/01.yaml, rồi minhbach publish 2019 final",
    ),
    Code(
        id="record-not-received",
        severity=Severity.NOTICE,
        title=Text("Bản ghi chưa được nhận vào kho", "Record not received yet"),
        message=Text(
            "Bản ghi chưa có trong nhánh chính của kho", "The record is not in the repository's main line yet"
        ),
        reason=Text(
            "Kết quả chỉ là đã công bố khi bản ghi nằm trong nhánh chính và một người vận hành khác đã duyệt.",
            "A result is published once the record is in the main line and another operator has approved it.",
        ),
        remedy=Text(
            "Gửi tệp bản ghi như một đề nghị thay đổi để người vận hành thứ hai duyệt",
            "Hand the record in as a pull request that a second operator approves",
        ),
        bad="tệp mới, chưa commit",
        good="tệp đã được nhận vào nhánh chính",
    ),
    Code(
        id="record-tag-missing",
        severity=Severity.NOTICE,
        title=Text("Chưa có nhãn của lần công bố", "No tag of the publication"),
        message=Text("Chưa có nhãn {name} ở commit {allowed}", "There is no tag {name} at commit {allowed}"),
        reason=Text(
            "Nhãn cho người ngoài biết commit nào là lần công bố; ai giữ nhãn đều thấy nếu lịch sử bị viết lại.",
            "The tag tells strangers which commit the publication is; whoever keeps it sees a rewritten history.",
        ),
        remedy=Text(
            "Chạy: minhbach publish <đợt> <mốc> --tag, rồi đẩy nhãn lên: git push origin {name}",
            "Run: minhbach publish <round> <milestone> --tag, then push it: git push origin {name}",
        ),
        bad="git tag: (trống)",
        good="git tag: 2019-preliminary, 2019-final",
    ),
    Code(
        id="record-tag",
        title=Text("Nhãn của lần công bố bị dời", "Tag of the publication was moved"),
        message=Text(
            "Nhãn {name} ở commit {found}, nhưng bản ghi được nhận ở commit {allowed}",
            "The tag {name} is at commit {found}, but the record was received by commit {allowed}",
        ),
        messages={
            "nothing": Text(
                "Nhãn {name} ở commit {found}, nhưng nhánh chính không có bản ghi này",
                "The tag {name} is at commit {found}, but the main line has no such record",
            )
        },
        reason=Text(
            "Nhãn đã đặt thì không dời: dời nhãn là trỏ người đọc sang một kết quả khác.",
            "A tag that was set stays: moving it points readers at another result.",
        ),
        remedy=Text(
            "So nhãn với bản mà người khác đang giữ: git ls-remote --tags; đặt lại nhãn ở đúng commit",
            "Compare with the tag that others keep: git ls-remote --tags; set it back to the right commit",
        ),
        bad="git tag --force 2019-final <commit khác>",
        good="2019-final ở commit đã nhận bản ghi",
    ),
    Code(
        id="record-revision",
        title=Text("Không thấy phiên bản đã công bố", "The published revision is not there"),
        message=Text(
            "Nhánh chính không còn đi qua commit {found} mà bản ghi dựa vào: lịch sử đã bị viết lại",
            "The main line does not pass through commit {found}, which the record rests on: history was rewritten",
        ),
        messages={
            "missing": Text(
                "Kho không có commit {found} mà bản ghi dựa vào",
                "The repository has no commit {found}, which the record rests on",
            ),
            "base": Text(
                "Kho nhận không đi qua commit {found} mà bản ghi dựa vào",
                "The repository that would receive it never passed through commit {found}, which the record rests on",
            ),
            "shallow": Text(
                "Bản sao này chỉ có phần cuối của lịch sử, không có commit {found} mà bản ghi dựa vào",
                "This clone holds only the end of the history, without commit {found}, which the record rests on",
            ),
        },
        reason=_WHY,
        remedy=Text(
            "Lấy đủ lịch sử từ kho công bố (git fetch --unshallow); nếu vẫn thiếu, so với bản sao mà người khác giữ",
            "Fetch the whole history (git fetch --unshallow); if it is still missing, compare with other people's clones",
        ),
        bad="git rebase, git push --force",
        good="lịch sử chỉ dài thêm",
    ),
    Code(
        id="record-input",
        title=Text("Tệp làm nên kết quả khác với bản ghi", "An input of a published result differs"),
        message=Text(
            "Tệp đang có nội dung {found}; bản ghi dựa vào nội dung {allowed}",
            "The file has content {found}; the record rests on content {allowed}",
        ),
        messages={
            "other-now": Text(
                "Tệp đã bị sửa sau khi công bố: nội dung {found}, bản ghi dựa vào {allowed}",
                "The file was changed after publication: content {found}, the record rests on {allowed}",
            ),
            "gone-now": Text(
                "Tệp làm nên kết quả đã công bố đã bị xóa", "A file that the published result rests on was deleted"
            ),
            "added-now": Text(
                "Tệp được thêm sau khi công bố, kết quả không dựa vào nó",
                "The file was added after publication; the result does not rest on it",
            ),
            "other-then": Text(
                "Ở phiên bản đã công bố tệp có nội dung {found}, bản ghi lại kê {allowed}",
                "At the published revision the file has content {found}, but the record lists {allowed}",
            ),
            "gone-then": Text(
                "Bản ghi kê tệp này, nhưng phiên bản đã công bố không có nó",
                "The record lists this file, but the published revision has none",
            ),
            "added-then": Text(
                "Phiên bản đã công bố có tệp này, nhưng bản ghi không kê",
                "The published revision has this file, but the record does not list it",
            ),
            "figures-now": Text(
                "Số liệu đã công bố bị sửa ngay trong tệp: {found}",
                "Published figures were rewritten in the file itself: {found}",
            ),
            "minutes-now": Text(
                "Biên bản hai bên đã thống nhất bị sửa sau khi công bố",
                "Minutes that both sides had agreed were changed after publication",
            ),
            "round-now": Text(
                "Lịch hoặc cách công bố của đợt bị sửa sau khi công bố: {found}",
                "The calendar or the way of publishing was changed after publication: {found}",
            ),
            "base": Text(
                "Bản ghi không dựa vào đúng các tệp đang có trong kho: {count} tệp khác, trong đó có {found}",
                "The record does not rest on the files that are in the repository: {count} differ, {found} among them",
            ),
            "unreadable": Text(
                "Tệp không đọc được, nên không so được với bản ghi",
                "The file cannot be read and so not be compared with the record",
            ),
        },
        reason=_WHY,
        remedy=_ASK,
        bad="xóa inspections/01888.yaml sau khi công bố",
        good="đính chính bằng amendments/01.yaml",
    ),
    Code(
        id="record-set",
        title=Text("Mã băm của bộ tiêu chí không khớp", "Hash of the criteria set does not fit"),
        message=Text(
            "Bản ghi có mã băm bộ tiêu chí {found}…, các tệp nó kê cho mã {allowed}…",
            "The record has the hash {found}… of its criteria set; the files it lists give {allowed}…",
        ),
        reason=Text(
            "Bộ tiêu chí quyết định từng điểm; một tiêu chí khác cho kết quả khác.",
            "The criteria set decides every point; another criterion gives another result.",
        ),
        remedy=_ASK,
        bad='"criteria_sha256": mã của một bản khác',
        good='"criteria_sha256" tính từ chính các tệp trong inputs',
    ),
    Code(
        id="record-result",
        title=Text("Tính lại không ra kết quả đã công bố", "Recomputing gives another result"),
        message=Text(
            "{where}: bản ghi viết {found}, tính lại được {allowed}",
            "{where}: the record says {found}, recomputing gives {allowed}",
        ),
        messages={
            "content": Text(
                "Không tính lại được: kho thiếu nội dung mà bản ghi dựa vào ({found})",
                "Cannot recompute: the repository lacks content that the record rests on ({found})",
            ),
            "round": Text(
                "Không tính lại được: các tệp mà bản ghi kê không làm thành một đợt đọc được",
                "Cannot recompute: the files that the record lists make no round that can be read",
            ),
            "now": Text(
                "{where}: bản ghi viết {found}, các tệp hiện có cho {allowed}",
                "{where}: the record says {found}, the files as they are now give {allowed}",
            ),
            "site": Text(
                "{where}: bản ghi viết {found}, trang web sẽ ghi {allowed}",
                "{where}: the record says {found}, the site would say {allowed}",
            ),
        },
        reason=_WHY,
        remedy=Text(
            "Xem tệp nào đã đổi: minhbach verify <đợt> <lần công bố>; không công bố lại đè lên bản cũ",
            "See which file changed: minhbach verify <round> <edition>; never publish over the old one",
        ),
        bad='"rank": 1, trong khi số liệu cho hạng 2',
        good="kết quả do minhbach publish ghi ra",
    ),
    Code(
        id="record-order",
        title=Text("Lần công bố không nối tiếp lần trước", "Edition does not go on from the one before"),
        message=Text(
            "Có «{found}» mà không có «{allowed}» trước nó", "There is “{found}” without “{allowed}” before it"
        ),
        messages={
            "same": Text(
                "«{found}» không dựa vào quyết định đính chính nào mới so với «{allowed}»",
                "“{found}” rests on no amendment that “{allowed}” did not have",
            ),
            "inputs": Text(
                "{count} tệp khác với «{allowed}», trong đó có {found}: sau khi công bố chỉ đính chính mới được đổi kết quả",
                "{count} files differ from “{allowed}”, {found} among them: after publication only amendments change results",
            ),
        },
        reason=Text(
            "Kết quả đã công bố chỉ đổi bằng quyết định đính chính; mỗi lần công bố lại giữ nguyên mọi thứ khác.",
            "A published result changes by amendments only; each new edition leaves everything else as it was.",
        ),
        remedy=Text(
            "Bỏ bản ghi này, ghi quyết định vào amendments/, rồi công bố bằng minhbach publish",
            "Take this record out, write the decision into amendments/, then publish with minhbach publish",
        ),
        bad="final-2.json mà amendments/ không có gì mới",
        good="amendments/01.yaml, rồi minhbach publish 2019 final ghi ra final-2.json",
    ),
    Code(
        id="record-engine",
        severity=Severity.NOTICE,
        title=Text("Bản ghi do phiên bản khác của chương trình làm ra", "Record made by another version"),
        message=Text(
            "Bản ghi do phiên bản {found} làm ra, đang tính lại bằng phiên bản {allowed}",
            "The record was made by version {found}; recomputing with version {allowed}",
        ),
        reason=Text(
            "Phiên bản mới phải cho đúng kết quả cũ; nếu khác, hãy thử đúng phiên bản đã công bố trước khi kết luận.",
            "A newer version has to give the old result; if it differs, try the published version before judging.",
        ),
        remedy=Text(
            "Nếu kết quả khác: cài đúng phiên bản {found} rồi chạy lại", "If results differ: install version {found}"
        ),
        bad='"engine_version": "0.1.0", chương trình 0.2.0',
        good="cùng một phiên bản",
    ),
    Code(
        id="amendment-old",
        title=Text("Đính chính không khớp giá trị đã công bố", "Amendment does not fit the published value"),
        message=Text(
            "«{label}» của {name}: quyết định ghi giá trị cũ {found}, giá trị đang tính điểm là {allowed}",
            "“{label}” of {name}: the decision says the old value was {found}, the value that counts is {allowed}",
        ),
        reason=Text(
            "Giá trị cũ chứng tỏ quyết định nói đúng số liệu đã công bố; sai là nhầm đơn vị, nhầm số liệu hoặc nhầm bản.",
            "The old value proves that the decision is about what was published; otherwise unit, figure or edition is wrong.",
        ),
        remedy=Text(
            "Ghi old: {write}, hoặc xem lại đơn vị và số liệu trong quyết định",
            "Write old: {write}, or check unit and figure of the decision",
        ),
        variants={
            "missing": Text(
                "Bỏ old, vì số liệu chưa được trả lời; hoặc xem lại đơn vị và số liệu trong quyết định",
                "Leave old out, since the figure was not answered; or check unit and figure of the decision",
            )
        },
        bad="old: 23 (đã công bố 21), new: 22",
        good="old: 21, new: 22",
    ),
)
