"""Codes about the bytes and the YAML of a file."""

from __future__ import annotations

from minhbach.codes.base import Code
from minhbach.diagnostics import Severity, Text

CODES = (
    Code(
        id="file-too-large",
        title=Text("Tệp quá lớn", "File too large"),
        message=Text(
            "Tệp có {found} byte, quá giới hạn {allowed} byte", "The file has {found} bytes; the limit is {allowed}"
        ),
        reason=Text(
            "Tệp số liệu chỉ vài nghìn byte. Tệp rất lớn là do dán nhầm hoặc cố ý phá hoại.",
            "A file of figures has a few thousand bytes. A very large one is a mistake or an attack.",
        ),
        remedy=Text(
            "Chỉ giữ số liệu theo mẫu; tài liệu kiểm chứng để ở nơi khác và ghi đường dẫn",
            "Keep only the figures of the form; put evidence elsewhere and give its link",
        ),
        bad="# (tệp 5 MB)",
        good="# (tệp theo mẫu, vài KB)",
    ),
    Code(
        id="file-not-regular",
        title=Text("Không phải tệp thường", "Not a plain file"),
        message=Text("Đây là liên kết, không phải tệp thường", "This is a link, not a plain file"),
        reason=Text(
            "Liên kết có thể trỏ ra ngoài kho dữ liệu, nên không bao giờ được đọc.",
            "A link may point outside the repository, so it is never read.",
        ),
        remedy=Text("Thay liên kết bằng một tệp có nội dung", "Replace the link with a file that has the content"),
        bad="xa-cho-ra.yaml -> /etc/passwd",
        good="xa-cho-ra.yaml",
    ),
    Code(
        id="yaml-not-utf8",
        title=Text("Tệp không phải văn bản UTF-8", "Not UTF-8 text"),
        message=Text(
            "Có byte không đọc được ({found}): tệp không phải văn bản UTF-8",
            "Unreadable byte ({found}): not UTF-8 text",
        ),
        reason=Text(
            "Phông chữ cũ (TCVN3, VNI) hoặc tệp Word, Excel làm hỏng chữ tiếng Việt mà không báo gì.",
            "Old fonts (TCVN3, VNI) and Word or Excel files damage Vietnamese letters silently.",
        ),
        remedy=Text(
            "Mở bằng trình soạn thảo văn bản và lưu lại với mã hóa UTF-8; không nộp tệp Word, Excel, PDF",
            "Open it in a text editor and save it as UTF-8; do not hand in Word, Excel or PDF files",
        ),
        bad="Thùc tr¹ng",
        good="Thực trạng",
    ),
    Code(
        id="yaml-control-character",
        title=Text("Ký tự điều khiển", "Control character"),
        message=Text("Có ký tự điều khiển không nhìn thấy ({found})", "Invisible control character ({found})"),
        reason=Text(
            "Ký tự không nhìn thấy làm hai nội dung trông giống nhau mà khác nhau.",
            "Invisible characters make two texts look alike and be different.",
        ),
        remedy=Text("Xóa ký tự này rồi gõ lại chỗ đó bằng bàn phím", "Delete it and type the place again"),
        bad="unit: 01888<U+0000>",
        good='unit: "01888"',
    ),
    Code(
        id="yaml-bidi-character",
        title=Text("Ký tự đổi chiều chữ", "Bidirectional character"),
        message=Text(
            "Có ký tự đổi chiều chữ ({found}), nội dung nhìn thấy khác nội dung thật",
            "A character that turns the direction of text ({found}): what is seen is not what is there",
        ),
        reason=Text(
            "Ký tự đổi chiều chữ có thể giấu nội dung khác trước mắt người duyệt.",
            "Such characters can hide content from the person who approves.",
        ),
        remedy=Text("Xóa ký tự này rồi gõ lại chỗ đó bằng bàn phím", "Delete it and type the place again"),
        bad="title: Báo cáo <U+202E>2019",
        good="title: Báo cáo 2019",
    ),
    Code(
        id="yaml-tab",
        title=Text("Dùng phím Tab", "Tab character"),
        message=Text("Có ký tự Tab", "There is a tab character"),
        reason=Text(
            "YAML thụt lề bằng dấu cách; Tab làm mỗi máy đọc một khác.",
            "YAML indents with spaces; tabs are read differently.",
        ),
        remedy=Text("Thay Tab bằng hai dấu cách", "Replace the tab by two spaces"),
        bad="figures:\n\tofficials: 23",
        good="figures:\n  officials: 23",
    ),
    Code(
        id="yaml-no-break-space",
        title=Text("Dấu cách đặc biệt", "Special space"),
        message=Text(
            "Có dấu cách đặc biệt ({found}), thường do chép từ Word hoặc trang web",
            "A special space ({found}), usually copied from Word or a web page",
        ),
        reason=Text(
            "Đứng sau dấu hai chấm hoặc ở đầu dòng, nó làm cả dòng bị đọc thành một đoạn chữ.",
            "After a colon or at the start of a line it turns the whole line into one text.",
        ),
        remedy=Text("Xóa dấu cách này và gõ lại bằng phím cách", "Delete it and press the space bar"),
        bad="officials:<U+00A0>23",
        good="officials: 23",
    ),
    Code(
        id="yaml-not-nfc",
        severity=Severity.NOTICE,
        title=Text("Chữ tổ hợp rời (NFD)", "Decomposed letters (NFD)"),
        message=Text(
            "Chữ có dấu được lưu rời (NFD), đã đọc thành chữ dựng sẵn: «{found}»",
            "Accented letters are stored apart (NFD); read as composed letters: “{found}”",
        ),
        reason=Text(
            "Máy Mac thường lưu dấu rời: trông giống nhau nhưng máy coi là khác nhau.",
            "macOS often stores marks apart: they look alike but compare as different.",
        ),
        remedy=Text(
            "Không cần làm gì; để hết nhắc, gõ lại chữ đó", "Nothing to do; to silence this, type the words again"
        ),
        bad="có  # c + o + dấu sắc rời",
        good="có",
    ),
    Code(
        id="yaml-look-alike",
        severity=Severity.NOTICE,
        title=Text("Chữ Ð giống Đ", "Ð that looks like Đ"),
        message=Text(
            "Có chữ Ð ({found}) trông giống Đ, đã đọc thành Đ", "The letter Ð ({found}) looks like Đ; read as Đ"
        ),
        reason=Text(
            "Ð (U+00D0) là chữ của tiếng Iceland; tìm kiếm và so sánh sẽ không khớp.",
            "Ð is an Icelandic letter; searches fail.",
        ),
        remedy=Text("Gõ lại chữ Đ bằng bộ gõ tiếng Việt", "Type Đ with a Vietnamese keyboard"),
        bad="title: Ðề án",
        good="title: Đề án",
    ),
    Code(
        id="yaml-empty",
        title=Text("Tệp rỗng", "Empty file"),
        message=Text("Tệp không có nội dung", "The file has no content"),
        reason=Text("Tệp rỗng không phải là «không có số liệu».", "An empty file is not the same as no figures."),
        remedy=Text(
            "Chép lại mẫu và điền nội dung, hoặc xóa tệp", "Copy the form again and fill it in, or delete the file"
        ),
        bad="# (không có gì)",
        good='round: "2019"\nunit: "01888"\nfigures:\n  officials: 23',
    ),
    Code(
        id="yaml-syntax",
        title=Text("Sai cấu trúc", "Broken structure"),
        message=Text(
            "Không đọc được cấu trúc của tệp từ chỗ này", "The structure of the file cannot be read from here"
        ),
        reason=Text(
            "Tệp phải theo đúng mẫu: mỗi dòng «tên: giá trị», thụt lề hai dấu cách.",
            "Each line is “name: value”, indented by two spaces.",
        ),
        remedy=Text(
            "So với mẫu, sửa dòng này hoặc dòng ngay trước nó",
            "Compare with the form; mend this line or the one before",
        ),
        variants={
            "quote": Text(
                'Thiếu dấu ngoặc kép đóng: thêm " vào cuối giá trị',
                'A closing quote is missing: add " at the end of the value',
            ),
            "colon": Text(
                "Dấu hai chấm nằm sai chỗ: kiểm tra thụt lề, hoặc đặt cả đoạn chữ trong dấu ngoặc kép",
                "A colon stands where it may not: check the indentation, or put the text in quotes",
            ),
            "missing-colon": Text(
                "Thiếu dấu hai chấm và dấu cách sau tên: viết «tên: giá trị»",
                "Write a colon and a space after the name",
            ),
            "start": Text(
                "Giá trị không được bắt đầu bằng ký tự này: đặt giá trị trong dấu ngoặc kép",
                "A value may not begin with this character: put it in quotes",
            ),
            "flow": Text("Thiếu dấu phẩy hoặc dấu ngoặc đóng ] hay }}", "A comma or a closing ] or }} is missing"),
            "dash": Text(
                "Chỉ có dấu gạch ngang sau dấu hai chấm: không có cái nào thì ghi 0; chưa có số liệu thì xóa cả dòng",
                "Only a dash after the colon: none is written 0; without a figure delete the line",
            ),
            "indent": Text(
                "Thụt lề không thẳng hàng: các mục cùng cấp phải bắt đầu ở cùng một cột",
                "Indentation does not line up: entries of one level begin in the same column",
            ),
        },
        bad="figures:\n  officials: 23\n officials_with_computer: 23",
        good="figures:\n  officials: 23\n  officials_with_computer: 23",
    ),
    Code(
        id="yaml-duplicate-key",
        title=Text("Một mục ghi hai lần", "Key given twice"),
        message=Text("Mục «{found}» đã có ở dòng {first}", "“{found}” is already on line {first}"),
        reason=Text(
            "Nhiều chương trình lấy lần ghi sau và bỏ lần trước mà không báo gì.",
            "Many programs silently take the last one and drop the first.",
        ),
        remedy=Text("Giữ một dòng, xóa dòng kia", "Keep one line and delete the other"),
        bad="officials: 23\nofficials: 32",
        good="officials: 23",
    ),
    Code(
        id="yaml-anchor",
        title=Text("Dấu neo &", "Anchor"),
        message=Text("Không dùng dấu neo ({found})", "Anchors are not used ({found})"),
        reason=Text(
            "Dấu neo cho phép một dòng đổi nhiều chỗ cùng lúc, người duyệt không thấy.",
            "An anchor lets one line change many places unseen.",
        ),
        remedy=Text(
            "Xóa dấu & và tên đi kèm; chữ bắt đầu bằng & phải để trong ngoặc kép",
            "Delete the & and its name; quote a text that begins with &",
        ),
        bad="officials: &a 23",
        good="officials: 23",
    ),
    Code(
        id="yaml-alias",
        title=Text("Dấu tham chiếu *", "Alias"),
        message=Text("Không dùng dấu tham chiếu ({found})", "Aliases are not used ({found})"),
        reason=Text("Tham chiếu lồng nhau có thể phình ra vô hạn.", "Nested aliases can grow without limit."),
        remedy=Text(
            "Ghi thẳng giá trị; chữ bắt đầu bằng * phải để trong ngoặc kép",
            "Write the value itself; quote a text that begins with *",
        ),
        bad="officials_with_computer: *a",
        good="officials_with_computer: 23",
    ),
    Code(
        id="yaml-tag",
        title=Text("Dấu kiểu !", "Tag"),
        message=Text("Không dùng dấu kiểu ({found})", "Tags are not used ({found})"),
        reason=Text(
            "Kiểu của số liệu do mẫu quy định; dấu kiểu có thể ra lệnh cho chương trình đọc.",
            "The form gives the type; a tag can instruct a reader.",
        ),
        remedy=Text(
            "Xóa dấu ! và chữ đi kèm; chữ bắt đầu bằng ! phải để trong ngoặc kép",
            "Delete the ! and its word; quote a text that begins with !",
        ),
        bad="officials: !!int 23",
        good="officials: 23",
    ),
    Code(
        id="yaml-merge-key",
        title=Text("Khóa gộp <<", "Merge key"),
        message=Text("Không dùng khóa gộp <<", "Merge keys are not used"),
        reason=Text(
            "Khóa gộp chép số liệu từ chỗ khác mà người duyệt không thấy.", "A merge key copies values unseen."
        ),
        remedy=Text("Ghi đủ từng dòng số liệu", "Write each figure on its own line"),
        bad="<<: {officials: 23}",
        good="officials: 23",
    ),
    Code(
        id="yaml-complex-key",
        title=Text("Tên mục không phải chữ", "Key is not a text"),
        message=Text(
            "Tên mục phải là chữ, không phải danh sách hay bảng", "A key must be a text, not a list or a mapping"
        ),
        reason=Text("Mẫu chỉ có tên mục bằng chữ.", "The form has text keys only."),
        remedy=Text("Viết «tên: giá trị»", "Write “name: value”"),
        bad="[a, b]: 23",
        good="officials: 23",
    ),
    Code(
        id="yaml-directive",
        title=Text("Chỉ thị %", "Directive"),
        message=Text("Không dùng chỉ thị YAML (%)", "YAML directives are not used (%)"),
        reason=Text("Chỉ thị đổi cách đọc cả tệp.", "A directive changes how the whole file is read."),
        remedy=Text("Xóa dòng bắt đầu bằng %", "Delete the line that begins with %"),
        bad="%YAML 1.1\n---\nround: '2019'",
        good='round: "2019"',
    ),
    Code(
        id="yaml-multiple-documents",
        title=Text("Nhiều văn bản trong một tệp", "Several documents"),
        message=Text("Từ dòng này là một văn bản thứ hai (---)", "A second document begins here (---)"),
        reason=Text(
            "Nhiều chương trình chỉ đọc phần đầu và bỏ phần sau mà không báo gì.",
            "Many readers take the first and drop the rest.",
        ),
        remedy=Text(
            "Mỗi tệp một đơn vị; xóa dòng --- và phần thừa", "One unit a file; delete the line --- and what follows"
        ),
        bad="unit: '01888'\n---\nunit: '01891'",
        good="unit: '01888'",
    ),
    Code(
        id="yaml-too-deep",
        title=Text("Lồng quá sâu", "Nested too deep"),
        message=Text("Nội dung lồng quá {allowed} cấp", "Nested deeper than {allowed} levels"),
        reason=Text(
            "Mẫu chỉ có vài cấp; lồng rất sâu là cố ý phá hoại hoặc dán nhầm.",
            "A form has few levels; very deep nesting is a mistake or an attack.",
        ),
        remedy=Text("Chép lại mẫu và điền lại chỗ này", "Copy the form again and fill in this place"),
        bad="[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]",
        good="evidence: {has_lan: [{title: Báo cáo số 12}]}",
    ),
    Code(
        id="yaml-too-many-values",
        title=Text("Quá nhiều giá trị", "Too many values"),
        message=Text("Tệp có hơn {allowed} giá trị", "The file has more than {allowed} values"),
        reason=Text("Mẫu chỉ có vài trăm giá trị.", "A form has a few hundred values."),
        remedy=Text("Chép lại mẫu và chỉ điền những mục của mẫu", "Copy the form again and fill in only what it asks"),
        bad="[1, 1, 1, … (20.000 lần)]",
        good="officials: 23",
    ),
)
