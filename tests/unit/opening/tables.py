"""Tables of the small province as an operator would save them, and its next round."""

from __future__ import annotations

from functools import cache

from minhbach.opening.plan import Request
from minhbach.opening.table import File
from minhbach.repository import Dataset
from tests.cases.examples import MemoryTree, load_tree, province_files

HEADER = "code,name,type,tier,parent_code,slug"
UNITS = f"""\
{HEADER}
99,Tỉnh Sông Mây,tinh,tinh,,tinh-song-may
vp,Văn phòng,van-phong,phong-ban,99,van-phong
stc,Phòng Tài chính,phong,phong-ban,99,phong-tai-chinh
060,Thị xã Mây Thượng,thi-xa,thi-xa,99,thi-xa-may-thuong
089,Thị xã Mây Hạ,thi-xa,thi-xa,99,thi-xa-may-ha
02005,Phường Bến Đò,phuong,phuong,060,phuong-ben-do
02011,Phường Đồi Chè,phuong,phuong,060,phuong-doi-che
02014,Phường Bến Đò,phuong,phuong,089,phuong-ben-do
02017,Phường Chợ Nổi,phuong,phuong,089,phuong-cho-noi
02020,Phường Vườn Dừa,phuong,phuong,089,phuong-vuon-dua
"""
"""Phường Cầu Mây (02008) was merged into Phường Bến Đò (02005)."""

LINEAGE = "old_code,new_code,kind\n02008,02005,whole\n02005,02005,keeps\n"
WINDOWS = """\
title: {vi: "Đánh giá năm 2022", en: "Evaluation, 2022"}
timezone: Asia/Ho_Chi_Minh
legal_basis: ["Kế hoạch số 3/KH-UBND"]
milestones:
  preliminary: {figures_as_of: 2022-11-15, publish_by: 2022-12-25}
  final: {figures_as_of: 2022-12-31}
windows:
  report: {from: 2022-11-16, to: 2022-11-25, grace_to: 2022-11-28}
  district_approval: {from: 2022-11-16, to: 2022-12-01}
  review: {from: 2022-12-02, to: 2022-12-15}
publication: {decimals: 1, rounding: half_even, rank_on: exact}
document_form: nd-30-2020
"""


def province_tree() -> MemoryTree:
    return MemoryTree(dict(province_files()))


@cache
def province() -> Dataset:
    return load_tree(province_tree())[0]


def request(
    units: str | bytes = UNITS, windows: str = WINDOWS, lineage: str | None = LINEAGE, *, title: str | None = None
) -> Request:
    data = units.encode() if isinstance(units, str) else units
    return Request(
        id="2022",
        criteria=province().sets["song-may-2021"],
        units=File("don-vi.csv", data),
        windows=File("thoi-han.yaml", windows.encode()),
        lineage=File("sap-nhap.csv", lineage.encode()) if lineage is not None else None,
        previous=province().rounds["2021"],
        title=title,
    )
