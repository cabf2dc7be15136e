"""Codes about where the units of a round come from: mergers, splits, codes that pass from one unit to another."""

from __future__ import annotations

from minhbach.codes.base import Code
from minhbach.diagnostics import Severity, Text

CODES = (
    Code(
        id="lineage-since",
        title=Text("Biến động đơn vị so với một đợt khác", "Lineage since another round"),
        message=Text(
            "Biến động ghi so với đợt «{found}», nhưng đợt trước của đợt này là {allowed}",
            "The lineage is since round “{found}”, but the round before this one is {allowed}",
        ),
        messages={
            "none": Text(
                "Biến động ghi so với đợt «{found}», nhưng round.yaml không ghi đợt trước",
                "The lineage is since round “{found}”, but round.yaml names no round before",
            ),
        },
        reason=Text(
            "Mã cũ được tra trong danh sách của đợt trước; nhầm đợt thì nhầm đơn vị.",
            "Old codes are looked up in the register of the round before; another round has other units.",
        ),
        remedy=Text('Ghi since: "{allowed}"', 'Write since: "{allowed}"'),
        variants={
            "none": Text(
                "Thêm previous vào round.yaml, hoặc xóa lineage.yaml", "Add previous to round.yaml, or delete the file"
            ),
        },
        bad='since: "2018"  # previous: "2019"',
        good='since: "2019"',
    ),
    Code(
        id="lineage-old",
        title=Text("Đơn vị cũ không có trong đợt trước", "Old unit not in the round before"),
        message=Text("Đợt {before} không có đơn vị mã «{found}»", "Round {before} has no unit “{found}”"),
        reason=Text(
            "Cột old là mã của đợt trước, cột new là mã của đợt này; đổi chỗ là lỗi hay gặp.",
            "`old` is a code of the round before, `new` one of this round; they are easily mixed up.",
        ),
        remedy=Text(
            "Sửa mã theo submissions/{before}/units.yaml", "Correct the code as in submissions/{before}/units.yaml"
        ),
        variants={"similar": Text("Có phải «{similar}» ({name})?", "Did you mean “{similar}” ({name})?")},
        bad='{old: "09999", new: "01912", kind: whole}',
        good='{old: "01903", new: "01912", kind: whole}',
    ),
    Code(
        id="lineage-duplicate",
        title=Text("Một biến động ghi hai lần", "Descent given twice"),
        message=Text(
            "{name} ({found}) thành {allowed} đã ghi ở dòng {first}",
            "{name} ({found}) becoming {allowed} is already on line {first}",
        ),
        reason=Text(
            "Số liệu của đơn vị cũ sẽ bị cộng hai lần vào đơn vị mới.",
            "The old unit's figures would be added to the new one twice.",
        ),
        remedy=Text("Giữ một dòng, xóa dòng kia", "Keep one line and delete the other"),
        bad='- {old: "01903", new: "01912", kind: whole}\n- {old: "01903", new: "01912", kind: part}',
        good='- {old: "01903", new: "01912", kind: whole}',
    ),
    Code(
        id="lineage-kinds",
        title=Text("Các phần của một đơn vị cũ không khớp nhau", "Parts of an old unit that do not fit"),
        message=Text(
            "{name} ({found}) đã đi trọn vào một đơn vị (whole, keeps) mà còn {number} dòng khác",
            "All of {name} ({found}) went into one unit (whole, keeps), and there are {number} other lines",
        ),
        messages={
            "no-rest": Text(
                "{name} ({found}) bị chia nhưng không dòng nào ghi phần còn lại (rest hoặc keeps)",
                "{name} ({found}) is split, but no line says where the rest went (rest or keeps)",
            ),
            "no-part": Text(
                "{name} ({found}) có dòng rest mà không có dòng part nào",
                "{name} ({found}) has a line `rest`, but none with `part`",
            ),
            "two-rests": Text(
                "{name} ({found}) có {number} dòng rest hoặc keeps",
                "{name} ({found}) has {number} lines with `rest` or `keeps`",
            ),
        },
        reason=Text(
            "Một đơn vị cũ hoặc đi trọn vào một đơn vị (whole), hoặc tồn tại tiếp (keeps), hoặc bị chia: các phần (part) và đúng một "
            "phần còn lại (rest, hoặc keeps nếu chính nó tồn tại tiếp).",
            "All of an old unit goes into one unit (whole), or it goes on (keeps), or it is split: parts (part) and exactly one "
            "rest (rest, or keeps where it goes on itself).",
        ),
        remedy=Text(
            "Nếu đơn vị bị chia: ghi part cho từng phần và rest cho phần còn lại; nếu không: giữ một dòng",
            "If it was split: write part for each part and rest for what remained; if not: keep one line",
        ),
        variants={
            "no-rest": Text(
                "Ghi rest ở dòng của phần còn lại; nếu đơn vị đi trọn vào một nơi, ghi whole",
                "Write rest on the line of what remained; if all of it went to one unit, write whole",
            ),
            "no-part": Text(
                "Thêm dòng part, hoặc ghi whole nếu toàn bộ đơn vị đi vào một nơi",
                "Add the line with part, or write whole if all of it went to one unit",
            ),
            "two-rests": Text(
                "Giữ rest ở một dòng, ghi part ở các dòng kia", "Keep rest on one line and write part on the others"
            ),
        },
        bad='- {old: "02074", new: "02065", kind: part}\n- {old: "02074", new: "02083", kind: part}',
        good='- {old: "02074", new: "02065", kind: part}\n- {old: "02074", new: "02083", kind: rest}',
    ),
    Code(
        id="lineage-keeps",
        title=Text("Thiếu dòng của chính đơn vị", "The unit's own line is missing"),
        message=Text(
            "{name} ({found}) nhận thêm từ đơn vị khác nhưng không có dòng của chính nó",
            "{name} ({found}) takes over from another unit, but has no line of its own",
        ),
        reason=Text(
            "Đơn vị có tên ở cột new chỉ gồm những gì các dòng ấy ghi; thiếu dòng của chính nó thì mất số liệu cũ của nó.",
            "A unit that is named under `new` consists of what its lines say; without its own line its old figures are lost.",
        ),
        remedy=Text(
            'Thêm {{old: "{found}", new: "{found}", kind: keeps}}',
            'Add {{old: "{found}", new: "{found}", kind: keeps}}',
        ),
        bad='- {old: "01903", new: "01912", kind: whole}',
        good='- {old: "01903", new: "01912", kind: whole}\n- {old: "01912", new: "01912", kind: keeps}',
    ),
    Code(
        id="code-reused",
        title=Text("Mã đã dùng cho đơn vị khác ở đợt trước", "Code of another unit of the round before"),
        message=Text(
            "Mã {found} là {name}; ở đợt {before} mã này là {was}, và lineage.yaml không ghi {was} đi đâu",
            "The code {found} is {name}; in round {before} it was {was}, and lineage.yaml does not say where that went",
        ),
        reason=Text(
            "Mã được cấp lại cho đơn vị khác hoặc giữ nguyên khi đổi tên. Không ghi rõ thì số liệu hai đơn vị khác nhau bị so với nhau.",
            "Codes pass to other units, or stay when the name changes. Unless it is told, figures of two units would be compared.",
        ),
        remedy=Text(
            "Ghi vào lineage.yaml đơn vị mới hình thành từ đâu và {was} đi đâu; nếu chỉ đổi tên: "
            '{{old: "{found}", new: "{found}", kind: keeps}}',
            "Say in lineage.yaml where the new unit comes from and where {was} went; if only the name changed: "
            '{{old: "{found}", new: "{found}", kind: keeps}}',
        ),
        bad='- {code: "02155", name: "Thị trấn Yến Lạc", …}  # 2019: Xã Lương Hạ',
        good='units:  # lineage.yaml\n  - {old: "02134", new: "02155", kind: keeps}\n  - {old: "02155", new: "02155", kind: part}\n'
        '  - {old: "02155", new: "02152", kind: rest}',
    ),
    Code(
        id="unit-lost",
        severity=Severity.NOTICE,
        title=Text("Đơn vị của đợt trước không còn", "Unit of the round before is gone"),
        message=Text(
            "{name} ({found}) có ở đợt {before}, không còn ở đợt này và lineage.yaml không ghi đã đi đâu",
            "{name} ({found}) was in round {before}, is not in this one, and lineage.yaml does not say where it went",
        ),
        reason=Text(
            "Có thể quên một đơn vị trong danh sách, hoặc quên ghi sáp nhập: khi đó không so sánh được với đợt trước.",
            "A unit may have been forgotten, or a merger: then nothing can be compared with the round before.",
        ),
        remedy=Text(
            "Thêm đơn vị vào units.yaml, hoặc ghi vào lineage.yaml; nếu đơn vị đã giải thể thì không phải làm gì",
            "Add the unit to units.yaml, or say in lineage.yaml where it went; if it was dissolved there is nothing to do",
        ),
        variants={
            "renumbered": Text(
                'Nếu chỉ đổi mã: thêm {{old: "{found}", new: "{similar}", kind: keeps}} vào lineage.yaml',
                'If only the code changed: add {{old: "{found}", new: "{similar}", kind: keeps}} to lineage.yaml',
            ),
        },
        bad='units:  # 01903 có ở đợt trước\n  - {code: "01912", …}',
        good='units:  # lineage.yaml\n  - {old: "01903", new: "01912", kind: whole}\n  - {old: "01912", new: "01912", kind: keeps}',
    ),
)
