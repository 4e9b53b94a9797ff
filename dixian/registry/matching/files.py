"""Any file with a name or an ID column, as rows to be matched."""

from collections.abc import Iterator

from dixian.foundation.kernel.columns import Column
from dixian.foundation.sheets.api import MissingColumns, Reading, read_table
from dixian.registry.matching.rows import Row

NAMES = (
    "名字", "人员姓名", "人员名称", "本人姓名", "成员姓名", "申请人姓名", "领取人姓名", "参保人姓名", "学生姓名",
    "患者姓名", "残疾人姓名",
)  # fmt: skip
NUMBERS = (
    "身份证", "身份证号码", "身份号码", "身份证件号", "身份证件号码", "证件号", "证件号码", "证件编号", "居民身份证",
    "居民身份证号", "居民身份证号码", "公民身份号码", "公民身份证号", "公民身份证号码", "残疾证号", "残疾人证号",
)  # fmt: skip
COLUMNS = (
    Column("name", "姓名", NAMES),
    Column("number", "身份证号", NUMBERS),
    Column("township", "乡镇", ("乡(镇)", "乡", "镇", "所属乡镇")),
    Column("village", "村", ("行政村", "村(社区)", "所属村", "村名", "村屯")),
    Column("household", "户编号", ("户码", "户号")),
    Column("former", "曾用名", ("原名", "又名")),
)


def read_rows(content: bytes, *, name: str) -> Iterator[Row]:
    """One row for each data row of the file, in order. Raises as `read_list`."""
    return rows_of(read_list(content, name=name))


def read_list(content: bytes, *, name: str) -> Reading:
    """The sheet of a file that lists persons.

    Raises NotASheet, and MissingColumns where there is neither a name nor an ID column, or they changed places.
    """
    try:
        reading = read_table(content, name=name, columns=COLUMNS)
    except MissingColumns as missing:
        if missing.mapping:
            raise
        raise _nameless(name) from None
    if reading.mapping.keys().isdisjoint({"name", "number"}):
        raise _nameless(name)
    return reading


def rows_of(reading: Reading) -> Iterator[Row]:
    """What each data row says of a person."""
    places = [reading.mapping.get(field, -1) for field in Row._fields]
    for row in reading.rows:
        cells = row.cells
        yield Row._make(cells[place] if 0 <= place < len(cells) else None for place in places)


def _nameless(name: str) -> MissingColumns:
    return MissingColumns(
        f"文件“{name}”里没有找到姓名或身份证号这样的列", "表头至少要有“姓名”或“身份证号”，改好后再比对"
    )
