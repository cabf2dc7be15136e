"""Codes about the tables that a round is opened from."""

from __future__ import annotations

from minhbach.codes.base import Code
from minhbach.diagnostics import Text

CODES = (
    Code(
        id="table-header",
        title=Text("Dòng đầu của bảng không đúng", "Header of a table is wrong"),
        message=Text("Dòng đầu thiếu cột «{found}»", "The header lacks the column “{found}”"),
        messages={
            "unknown": Text("Không có cột nào tên «{found}»", "There is no column “{found}”"),
            "twice": Text("Cột «{found}» có hai lần", "The column “{found}” is there twice"),
            "empty": Text("Bảng không có dòng nào", "The table has no lines"),
        },
        reason=Text(
            "Cột được nhận theo tên ở dòng đầu; đoán theo thứ tự thì có ngày mã đơn vị thành tên.",
            "Columns are known by their names; by their order a code would one day become a name.",
        ),
        remedy=Text("Dòng đầu phải là: {allowed}", "The header has to be: {allowed}"),
        bad="ma,ten,loai\n01834,Phường Đức Xuân,phuong",
        good="code,name,type,tier,parent_code,slug\n01840,Phường Đức Xuân,phuong,xa,058,phuong-duc-xuan",
    ),
    Code(
        id="table-row",
        title=Text("Dòng của bảng không đúng", "Line of a table is wrong"),
        message=Text(
            "Dòng này có {found} ô, dòng đầu có {allowed} cột", "{found} cells, the header has {allowed} columns"
        ),
        messages={
            "quote": Text(
                "Dấu ngoặc kép mở mà không đóng, hoặc đóng sớm", "A quote is not closed, or closed too early"
            ),
            "break": Text("Một ô bị xuống dòng", "A cell goes on over a line break"),
        },
        reason=Text(
            "Lệch một ô là mọi ô sau đó rơi vào cột khác.",
            "With one cell too many all that follow fall into other columns.",
        ),
        remedy=Text(
            "Ô có dấu phẩy bên trong phải đặt trong ngoặc kép; xóa ô thừa, thêm ô thiếu",
            "Put a cell that holds a comma in quotes; delete what is too much, add what is missing",
        ),
        variants={
            "quote": Text(
                'Đặt cả ô trong ngoặc kép; dấu ngoặc kép bên trong viết hai lần ("")',
                'Put the whole cell in quotes; write a quote inside it twice ("")',
            ),
            "break": Text("Xóa dấu xuống dòng trong ô", "Delete the line break in the cell"),
        },
        bad="svhttdl,Sở Văn hóa, Thể thao và Du lịch,so,so,06,so-van-hoa",
        good='svhttdl,"Sở Văn hóa, Thể thao và Du lịch",so,so,06,so-van-hoa',
    ),
    Code(
        id="table-province",
        title=Text("Bảng đơn vị không rõ tỉnh", "Province of a register is not clear"),
        message=Text(
            "Không có dòng của tỉnh: dòng duy nhất không có parent_code và không thuộc cấp nào",
            "There is no line of the province: the one without parent_code and of no tier",
        ),
        messages={
            "twice": Text(
                "{name} không có parent_code và không thuộc cấp nào; dòng của tỉnh đã là dòng {first}",
                "{name} has no parent_code and no tier; the province is already line {first}",
            ),
        },
        reason=Text(
            "Mã tỉnh đứng trong round.yaml và units.yaml; mọi đơn vị thuộc đúng một tỉnh.",
            "The province's code stands in round.yaml and units.yaml; every unit belongs to one province.",
        ),
        remedy=Text(
            "Thêm một dòng cho tỉnh, bỏ trống parent_code. Các cấp của bộ tiêu chí: {allowed}",
            "Add a line for the province without parent_code. Tiers of the criteria set: {allowed}",
        ),
        variants={
            "twice": Text(
                "Ghi parent_code và tier của đơn vị này. Các cấp của bộ tiêu chí: {allowed}",
                "Give the unit's parent_code and tier. Tiers of the criteria set: {allowed}",
            ),
        },
        bad="code,name,type,tier,parent_code,slug\nstttt,Sở Thông tin và Truyền thông,so,so,06,so-thong-tin",
        good="code,name,type,tier,parent_code,slug\n06,Tỉnh …,tinh,tinh,,tinh\nstttt,Sở Thông tin và Truyền thông,so,so,06,so-thong-tin",
    ),
)
