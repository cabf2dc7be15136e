"""Codes about a proposed change: what it is made of, who proposes it, when it came, what lies beside it."""

from __future__ import annotations

from minhbach.codes.base import Code
from minhbach.diagnostics import Severity, Text

CODES = (
    Code(
        id="change-empty",
        title=Text("Không có gì thay đổi", "Nothing is changed"),
        message=Text("Bản gửi này không thay đổi tệp nào", "This pull request changes no file"),
        reason=Text("Không có gì để kiểm tra hay duyệt.", "There is nothing to check or approve."),
        remedy=Text("Điền số liệu vào tệp của đơn vị rồi gửi lại", "Fill in your unit's file and send it again"),
        bad="(không tệp nào)",
        good="submissions/2019/units/huyen-ba-be/xa-dia-linh.yaml",
    ),
    Code(
        id="change-too-many-files",
        title=Text("Quá nhiều tệp", "Too many files"),
        message=Text(
            "Bản gửi này đổi {found} tệp; được phép {allowed}", "It changes {found} files; the limit is {allowed}"
        ),
        reason=Text(
            "Một đơn vị chỉ có một tệp. Bản gửi rất nhiều tệp là gửi nhầm thư mục, hoặc để che giấu một thay đổi.",
            "A unit has one file. A change of very many is a mistake, or hides something.",
        ),
        remedy=Text(
            "Gửi lại: đơn vị chỉ giữ thay đổi ở tệp của mình; người vận hành chia làm nhiều bản",
            "Send it again: a unit with only its own file changed, an operator in several parts",
        ),
        bad="301 tệp",
        good="1 tệp",
    ),
    Code(
        id="change-many-units",
        title=Text("Nhiều đơn vị trong một bản gửi", "Several units in one change"),
        message=Text("Bản gửi này đổi tệp của nhiều đơn vị: {found}", "It changes the files of several units: {found}"),
        reason=Text(
            "Mỗi đơn vị được duyệt riêng; gộp lại thì một đơn vị sai làm chậm các đơn vị khác.",
            "Each unit is approved by itself; together, one with a fault would hold up the others.",
        ),
        remedy=Text("Gửi mỗi đơn vị một bản riêng", "Send one pull request a unit"),
        bad="xa-dia-linh.yaml, xa-banh-trach.yaml",
        good="xa-dia-linh.yaml",
    ),
    Code(
        id="change-deleted",
        title=Text("Xóa tệp", "Deletion"),
        message=Text("Bản gửi này xóa tệp", "This change deletes the file"),
        reason=Text(
            "Số liệu đã nhận không bao giờ bị xóa; muốn sửa thì ghi số mới, số cũ còn trong lịch sử.",
            "What was received is never deleted; a new figure stands beside the old one.",
        ),
        remedy=Text("Khôi phục tệp này rồi gửi lại", "Restore the file and send again"),
        bad="- xa-dia-linh.yaml",
        good="M xa-dia-linh.yaml",
    ),
    Code(
        id="change-renamed",
        title=Text("Đổi tên tệp", "Renamed file"),
        message=Text("Bản gửi này đổi tên tệp thành {found}", "This change renames the file to {found}"),
        reason=Text(
            "Tên tệp là của danh sách đơn vị; đổi tên là lấy tệp của đơn vị này làm của đơn vị khác.",
            "A file's name comes from the register; renaming makes one unit's file another's.",
        ),
        remedy=Text("Đặt lại tên {allowed} rồi gửi lại", "Give it back the name {allowed} and send again"),
        bad="xa-dia-linh.yaml → xa-banh-trach.yaml",
        good="xa-dia-linh.yaml",
    ),
    Code(
        id="change-submodule",
        title=Text("Kho con", "Submodule"),
        message=Text(
            "Đây là một kho git khác gắn vào, không phải tệp thường", "This is another repository, not a file"
        ),
        reason=Text(
            "Kho con đưa vào nội dung nằm ngoài kho dữ liệu, không ai duyệt được.",
            "A submodule brings in content from outside that nobody has approved.",
        ),
        remedy=Text("Bỏ kho con, thay bằng tệp có nội dung", "Remove it and put a file with the content in its place"),
        bad="160000 xa-dia-linh.yaml",
        good="100644 xa-dia-linh.yaml",
    ),
    Code(
        id="change-executable",
        title=Text("Tệp chạy được", "Executable file"),
        message=Text("Tệp được đánh dấu là chương trình chạy được", "The file is marked as a program"),
        reason=Text(
            "Tệp số liệu chỉ để đọc; dấu chạy được là do chép từ máy khác hoặc cố ý.",
            "Figures are read, never run; the mark comes from another machine or on purpose.",
        ),
        remedy=Text("Bỏ dấu chạy được (chmod 644) rồi gửi lại", "Take the mark away (chmod 644) and send again"),
        bad="100755 xa-dia-linh.yaml",
        good="100644 xa-dia-linh.yaml",
    ),
    Code(
        id="change-look-alike",
        title=Text("Tên tệp trông giống tệp khác", "Name that looks like another"),
        message=Text(
            "«{found}» trông giống tên tệp của một đơn vị nhưng không phải",
            "“{found}” looks like a unit's file and is not",
        ),
        reason=Text(
            "Chữ hoa, dấu hay chữ cái nước ngoài làm hai tên trông như một; người duyệt sẽ nhầm.",
            "Other case, accents or foreign letters make two names look like one, and deceive whoever approves.",
        ),
        remedy=Text("Dùng đúng tên {allowed}", "Use exactly the name {allowed}"),
        bad="Xa-Dia-Linh.yaml",
        good="xa-dia-linh.yaml",
    ),
    Code(
        id="change-path",
        title=Text("Tên tệp có ký tự lạ", "Strange characters in a file's name"),
        message=Text(
            "Tên tệp «{found}» có ký tự không được dùng",
            "The file's name “{found}” has characters that may not be used",
        ),
        reason=Text(
            "Tên tệp chỉ gồm chữ không dấu, số, dấu gạch, để mọi máy hiểu như nhau.",
            "Names hold plain letters, digits and dashes only, so that every machine reads them alike.",
        ),
        remedy=Text(
            "Đặt lại tên tệp theo danh sách đơn vị; xóa tệp nếu thừa",
            "Name the file as the register of units does; delete it if it is not needed",
        ),
        bad="xã địa linh.yaml",
        good="xa-dia-linh.yaml",
    ),
    Code(
        id="change-outdated",
        title=Text("Bản gửi dựa trên bản cũ", "Based on an old version"),
        message=Text(
            "Tệp này trên nhánh chính đã đổi sau khi bản gửi được tạo ra",
            "The file has changed on the main branch since this change was begun",
        ),
        reason=Text(
            "Nhập vào bây giờ thì thay đổi của người khác bị ghi đè hoặc trộn lẫn mà không ai thấy.",
            "Merging now would overwrite or mix somebody else's change unseen.",
        ),
        remedy=Text(
            "Lấy bản mới nhất của tệp từ nhánh chính, sửa lại trên bản đó rồi gửi",
            "Take the newest version of the file from the main branch, make your change in it and send it",
        ),
        bad="(sửa trên bản ngày 20/11, bản chính đã đổi ngày 22/11)",
        good="(sửa trên bản mới nhất)",
    ),
    Code(
        id="change-unrelated",
        title=Text("Không cùng gốc với nhánh chính", "No history in common"),
        message=Text("Bản gửi này không bắt nguồn từ nhánh chính", "This change does not come from the main branch"),
        reason=Text(
            "Không có gốc chung thì không biết điều gì đã thay đổi.", "Without it nobody can say what is changed."
        ),
        remedy=Text(
            "Tạo bản sao (fork) mới từ kho chính, chép số liệu vào rồi gửi lại",
            "Make a new copy (fork) of the repository, put your figures into it and send again",
        ),
        bad="(kho khác, tạo từ đầu)",
        good="(bản sao của kho chính)",
    ),
    Code(
        id="change-history",
        title=Text("Lịch sử của bản gửi còn nội dung khác", "The commits of the change hold something else"),
        message=Text(
            "Các bước trước của bản gửi từng có tệp {found}, nay đã bỏ",
            "Earlier commits of this change had the file {found}, which is gone now",
        ),
        messages={
            "large": Text(
                "Một bước trước của bản gửi có tệp {found} byte, quá giới hạn {allowed} byte",
                "An earlier commit of this change has a file of {found} bytes; the limit is {allowed}",
            ),
            "personal": Text(
                "Một bước trước của bản gửi có dữ liệu cá nhân trong tệp này, nay đã xóa",
                "An earlier commit of this change had personal data in this file, deleted since",
            ),
            "long": Text("Bản gửi này có quá nhiều bước", "This change has too many commits"),
        },
        reason=Text(
            "Nhập vào thì mọi bước đều nằm lại mãi trong sổ công khai, kể cả nội dung đã xóa ở bước sau.",
            "Merged, every commit stays in the public record for good, with what a later one deleted.",
        ),
        remedy=Text(
            "Tạo bản gửi mới từ nhánh chính, chỉ chép vào đó tệp ở bản cuối cùng, rồi đóng bản này",
            "Make a new pull request from the main branch with only the last version of the file, and close this one",
        ),
        bad="bước 1: thêm danh-sach.xlsx; bước 2: xóa danh-sach.xlsx",
        good="bước 1: sửa xa-dia-linh.yaml",
    ),
    Code(
        id="change-unfetchable",
        title=Text("Không lấy được bản gửi", "The change cannot be fetched"),
        message=Text("Bản gửi này có quá nhiều dữ liệu", "This change holds too much data"),
        messages={
            "malformed": Text("Bản gửi này có dữ liệu git sai dạng", "This change holds malformed git objects"),
        },
        reason=Text(
            "Cổng nhận chỉ tải một lượng dữ liệu nhỏ; tệp số liệu chỉ vài nghìn byte.",
            "The gate fetches little; a file of figures has a few thousand bytes.",
        ),
        remedy=Text(
            "Tạo bản sao (fork) mới từ kho chính, chỉ sửa tệp của đơn vị rồi gửi lại",
            "Make a new copy (fork) of the repository, change only your unit's file and send again",
        ),
        bad="(lịch sử có tệp 100 MB, đã xóa ở bản sau)",
        good="(một tệp vài KB)",
    ),
    Code(
        id="pull-target",
        title=Text("Gửi vào sai nhánh", "Wrong target branch"),
        message=Text("Bản gửi này nhắm vào nhánh «{found}»", "This pull request is aimed at the branch “{found}”"),
        reason=Text(
            "Chỉ nhánh chính là sổ ghi công khai; nhánh khác không được kiểm tra và bảo vệ.",
            "Only the main branch is the public record; others are neither checked nor protected.",
        ),
        remedy=Text("Đổi nhánh đích về «{allowed}»", "Change the target branch to “{allowed}”"),
        bad="base: nhap",
        good="base: main",
    ),
    Code(
        id="pull-duplicate",
        title=Text("Đơn vị đã có một bản gửi khác", "The unit has another open change"),
        message=Text("{name} đã có bản gửi số {found} đang chờ", "{name} already has an open change, number {found}"),
        reason=Text(
            "Hai bản cùng chờ thì không biết bản nào là ý của đơn vị.",
            "With two at once nobody knows which one is meant.",
        ),
        remedy=Text(
            "Sửa tiếp trên bản số {found}, hoặc đóng bản đó rồi báo lại ở đây",
            "Go on in number {found}, or close it and say so here",
        ),
        bad="#12, #15 (cùng một đơn vị)",
        good="#12",
    ),
    Code(
        id="accounts-missing",
        title=Text("Chưa có danh sách tài khoản", "No register of accounts"),
        message=Text(
            "Đợt này chưa có danh sách tài khoản (accounts.yaml)",
            "The round has no register of accounts (accounts.yaml)",
        ),
        reason=Text(
            "Không biết tài khoản nào là của đơn vị nào thì không nhận được gì.",
            "Without it nobody knows which account speaks for which unit.",
        ),
        remedy=Text(
            "Người vận hành lập accounts.yaml của đợt trên nhánh chính",
            "The operator writes accounts.yaml on the main branch",
        ),
        bad="submissions/2019/  (không có accounts.yaml)",
        good="submissions/2019/accounts.yaml",
    ),
    Code(
        id="author-unknown",
        title=Text("Tài khoản chưa đăng ký", "Account not registered"),
        message=Text(
            "Tài khoản số {found} không có trong danh sách của đợt", "Account {found} is not in the round's register"
        ),
        reason=Text(
            "Chỉ tài khoản do người vận hành đăng ký trước mới nộp được số liệu của đơn vị.",
            "Only accounts that the operator registered beforehand may hand in a unit's figures.",
        ),
        remedy=Text(
            "Gửi số tài khoản này và tên đơn vị cho người vận hành để đăng ký, rồi báo kiểm tra lại; không phải làm lại số liệu",
            "Send this number and your unit's name to the operator to be registered; the figures need not be typed again",
        ),
        bad="id: 999999",
        good='accounts:\n  - {id: 501888, login: xa-cho-ra, submits: ["01888"]}',
    ),
    Code(
        id="author-not-named",
        title=Text("Tệp của đơn vị khác", "Another unit's file"),
        message=Text(
            "Tài khoản này không được nộp số liệu của {name}", "This account may not hand in the figures of {name}"
        ),
        reason=Text(
            "Số liệu của đơn vị chỉ do tài khoản của đơn vị đó gửi; danh sách lấy từ nhánh chính.",
            "A unit's figures come from its own accounts only, by the register on the main branch.",
        ),
        remedy=Text(
            "Khôi phục tệp này như cũ; tài khoản này nộp cho: {found}",
            "Restore this file; this account hands in for: {found}",
        ),
        variants={
            "none": Text(
                "Khôi phục tệp này; số liệu của đơn vị do tài khoản của chính đơn vị gửi",
                "Restore this file; a unit's figures are sent by the unit's own account",
            )
        },
        bad="(tài khoản của xã Địa Linh sửa tệp của xã Bành Trạch)",
        good="(tài khoản của xã Địa Linh sửa tệp của xã Địa Linh)",
    ),
    Code(
        id="path-protected",
        title=Text("Tệp không được sửa qua bản gửi này", "File that this change may not touch"),
        message=Text("Tài khoản này không được sửa {area}: {found}", "This account may not change {area}: {found}"),
        reason=Text(
            "Danh sách, lịch, tiêu chí và phần mềm quyết định kết quả của mọi đơn vị; chỉ người có trách nhiệm được sửa, và có người thứ hai duyệt.",
            "Register, calendar, criteria and software decide everybody's result; only those in charge change them, with a second person.",
        ),
        remedy=Text("Khôi phục tệp này như cũ rồi gửi lại", "Restore this file and send again"),
        variants={
            "mixed": Text(
                "Khôi phục tệp này như cũ: số liệu của đơn vị phải gửi riêng, không kèm thay đổi khác",
                "Restore this file: a unit's figures are sent by themselves, with no other change",
            ),
            "software": Text(
                "Khôi phục tệp này; phần mềm và cấu hình do quản trị viên sửa, không qua cổng nhận số liệu",
                "Restore this file; software and configuration are changed by administrators, not through this gate",
            ),
        },
        bad="M .github/workflows/check.yml",
        good="M submissions/2019/units/huyen-ba-be/xa-dia-linh.yaml",
    ),
    Code(
        id="window-closed",
        title=Text("Ngoài thời hạn", "Outside the window"),
        message=Text(
            "Phần «{part}» không được sửa lúc {found} (giờ địa phương)",
            "The part “{part}” may not change at {found} (local time)",
        ),
        reason=Text(
            "Mọi đơn vị có cùng thời hạn; giờ tính là lúc bản gửi đến nơi, theo giờ của đợt đánh giá.",
            "Every unit has the same time; what counts is when the change arrived, in the round's own time.",
        ),
        remedy=Text(
            "Thời hạn của phần này: {allowed}. Cần sửa ngoài hạn thì hỏi người vận hành",
            "The time for this part: {allowed}. Ask the operator if it has to change outside it",
        ),
        bad="(gửi lúc 00:10 ngày 29/11/2019)",
        good="(gửi lúc 23:50 ngày 25/11/2019)",
    ),
    Code(
        id="figure-not-questioned",
        title=Text("Số liệu không được hỏi lại", "Figure that was not questioned"),
        message=Text(
            "Trong thời gian rà soát chỉ sửa số liệu đang được hỏi; «{found}» không được hỏi",
            "During review only questioned figures may change; “{found}” is not questioned",
        ),
        reason=Text(
            "Rà soát là trả lời câu hỏi, không phải nộp lại; nếu không, số đã duyệt sẽ đổi mà không ai hỏi.",
            "Review answers questions; otherwise approved figures would change unasked.",
        ),
        remedy=Text(
            "Khôi phục số liệu này; đang được hỏi: {allowed}", "Restore this figure; questioned are: {allowed}"
        ),
        bad="officials: 24  (không được hỏi)",
        good="computers: 21  (đang được hỏi)",
    ),
    Code(
        id="milestone-published",
        title=Text("Kết quả đã công bố", "Already published"),
        message=Text(
            "Kết quả {found} đã công bố nên «{part}» không sửa được nữa",
            "The {found} result is published, so “{part}” can change no more",
        ),
        reason=Text(
            "Ai cũng phải tính lại được kết quả đã công bố; đổi đầu vào là đổi kết quả mà không ai biết.",
            "Anybody can recompute a published result; changed inputs would change it silently.",
        ),
        remedy=Text(
            "Khôi phục như cũ; sai sót của kết quả đã công bố chỉ sửa bằng quyết định đính chính (amendments/)",
            "Restore it; a mistake in a published result is mended by an amendment only (amendments/)",
        ),
        bad="M submissions/2019/units/huyen-ba-be/xa-dia-linh.yaml",
        good="A submissions/2019/amendments/01.yaml",
    ),
    Code(
        id="file-settled",
        title=Text("Tệp không bao giờ sửa", "File that never changes"),
        message=Text("Tệp này đã ghi thì không sửa được ({area})", "Once written this file never changes ({area})"),
        reason=Text(
            "Kết quả công bố và quyết định đính chính là bản ghi vĩnh viễn, được kiểm chứng bằng mã băm.",
            "Published results and amendments are records for good, verified by their hashes.",
        ),
        remedy=Text(
            "Khôi phục tệp này; thêm một tệp mới có số tiếp theo", "Restore it; add a new file with the next number"
        ),
        bad="M submissions/2019/published/final.json",
        good="A submissions/2019/published/final-2.json",
    ),
    Code(
        id="amendment-early",
        title=Text("Đính chính khi chưa công bố", "Amendment before publication"),
        message=Text("Đợt này chưa công bố kết quả nào để đính chính", "The round has published nothing to amend"),
        reason=Text(
            "Trước khi công bố thì sửa thẳng số liệu trong thời hạn.",
            "Before publication figures change in their windows.",
        ),
        remedy=Text(
            "Bỏ tệp đính chính; sửa số liệu trong thời hạn của nó",
            "Remove the amendment; change the figure in its window",
        ),
        bad="A submissions/2019/amendments/01.yaml  (chưa công bố)",
        good="M submissions/2019/units/huyen-ba-be/xa-dia-linh.yaml",
    ),
    Code(
        id="set-in-use",
        title=Text("Bộ tiêu chí đang được dùng", "Criteria set in use"),
        message=Text("Bộ tiêu chí «{found}» đã có đợt đánh giá dùng", "The criteria set “{found}” is used by a round"),
        reason=Text(
            "Đổi tiêu chí giữa đợt là đổi luật chơi khi đang chơi.",
            "Changing criteria during a round changes the rules of the game.",
        ),
        remedy=Text("Chép thành một bộ tiêu chí mới cho đợt sau", "Copy it to a new set for the next round"),
        bad="M criteria/bac-kan-2018/rules.yaml",
        good="A criteria/bac-kan-2020/rules.yaml",
    ),
    Code(
        id="base-unusable",
        title=Text("Nhánh chính đang có lỗi", "The main branch has faults"),
        message=Text(
            "Đợt «{found}» trên nhánh chính có lỗi nên chưa kiểm tra được",
            "The round “{found}” on the main branch has faults, so nothing can be checked",
        ),
        reason=Text(
            "Danh sách, lịch hoặc tiêu chí của đợt không đọc được; đây không phải lỗi của người gửi.",
            "The round's register, calendar or criteria cannot be read; whoever sent this is not at fault.",
        ),
        remedy=Text(
            "Người vận hành chạy minhbach validate trên nhánh chính và sửa; bản gửi này sẽ được kiểm tra lại, không phải gửi lại",
            "The operator runs minhbach validate on the main branch and mends it; this is then checked again by itself",
        ),
        bad="(units.yaml trên nhánh chính sai)",
        good="(minhbach validate: không có lỗi)",
    ),
    Code(
        id="figures-copied",
        severity=Severity.QUERY,
        title=Text("Số liệu trùng hệt đơn vị khác", "Figures equal to another unit's"),
        message=Text(
            "Cả {found} số liệu lớn hơn 0 trùng hệt số liệu của {name}",
            "All {found} figures above 0 equal those of {name}",
        ),
        reason=Text(
            "Hai đơn vị khó có mọi con số như nhau; thường là chép tệp của đơn vị khác rồi quên sửa.",
            "Two units hardly have all numbers alike; mostly a neighbour's file was copied and not filled in.",
        ),
        remedy=Text(
            "Xem lại từng số liệu; nếu đúng là trùng thì ghi giải trình",
            "Look at each figure again; explain it if they are truly equal",
        ),
        bad="(mọi số như của xã bên cạnh)",
        good="(số liệu của chính đơn vị)",
    ),
)
