"""Any file with a name or an ID column, as rows to be matched."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from dixian.foundation.kernel.columns import Column
from dixian.foundation.kernel.masking import mask_if_number
from dixian.foundation.kernel.text import header_key, tidy
from dixian.foundation.sheets.api import (
    DoubtfulColumns,
    MissingColumns,
    Reading,
    only_column,
    sheets_of,
    table_of,
)
from dixian.registry.matching.naming import HEADS, LOOKED_AT, OWN, with_name
from dixian.registry.matching.numbers import is_possible, read_number
from dixian.registry.matching.rows import Row
from dixian.registry.matching.whose import FOR_OTHERS, names_another, sex_place, shared_names

# Of a header that is quoted in a message: so many cells, so many characters of each.
MOST_QUOTED, QUOTED = 12, 20
# Whose name or number a column may say it is.
WHOSE = (
    "", "本人", "人员", "成员", "家庭成员", "参保人", "学生", "患者", "残疾人", "持证人", "务工人员", "劳动力",
    "逝者", "死者", "死亡人员", "保障对象", "救助对象", "监测对象", "职工", "学籍", "享受人", "受益人", "补贴对象",
    "借款人", "持卡人", "贫困人口", "脱贫人口", "户籍人员", "老人", "儿童",
)  # fmt: skip
# Words that are headers of names by themselves, where none says 姓名.
BARE = (
    "家庭成员", "成员", "成员名单", "本人", "人员", "参保人", "学生", "患者", "残疾人", "持证人", "保障对象", "救助对象", "享受人", "受益人",
    "逝者", "死者",
)  # fmt: skip
NUMBERS = (
    "身份证", "身份证号", "身份证号码", "身份号码", "身份证件号", "身份证件号码", "证件号", "证件号码", "证件编号", "居民身份证",
    "居民身份证号", "居民身份证号码", "公民身份号码", "公民身份证号", "公民身份证号码", "社会保障号", "社会保障号码",
)  # fmt: skip
ENGLISH_NUMBERS = (
    "ID Number", "ID No", "ID card", "ID card number", "ID card No", "Identity card", "Identity number", "National ID",
)  # fmt: skip
# Where somebody is at home: 所属村屯, 户籍所在乡镇; what stands first is taken first.
WHERE = ("", "所属", "所在", "户籍", "户籍所在", "户口所在", "家庭所在", "居住", "居住地", "现居住")
TOWNSHIPS = ("乡镇", "镇", "乡", "乡镇名称", "乡镇街道", "镇街")
VILLAGES = ("村", "行政村", "村屯", "村名称", "行政村名称", "村委会", "村居", "村社区")
# May head a count of rows as well.
ID = "ID"
COLUMNS = (
    Column(
        "name",
        "姓名",
        ("名字", "人员名称", "Name", "Full Name", *(f"{who}姓名" for who in WHOSE)),
        instead=(
            *(f"{who}姓名" for who in OWN),
            *BARE,
            *(f"{who}{said}" for who in FOR_OTHERS for said in ("姓名", "")),
            *(f"{who}{said}" for who in ("户主", *HEADS) for said in ("姓名", "名", "名称", "名字")),
        ),
    ),
    Column(
        "number",
        "身份证号",
        (*(who + number for who in WHOSE for number in NUMBERS), *ENGLISH_NUMBERS),
        instead=(*(who + number for who in FOR_OTHERS for number in NUMBERS), ID),
    ),
    Column(
        "township",
        "乡镇",
        ("乡(镇)", "乡", "镇", "Township", "Town"),
        instead=tuple(f"{where}{place}" for where in WHERE for place in TOWNSHIPS),
    ),
    Column(
        "village",
        "村",
        ("行政村", "村(社区)", "村名", "村屯", "Village"),
        instead=tuple(f"{where}{place}" for where in WHERE for place in VILLAGES),
    ),
    Column(
        "household",
        "户编号",
        ("户码", "户号", "Household", "Household ID", "Household Number", "Household No"),
    ),
    Column("former", "曾用名", ("原名", "又名")),
    Column("card", "残疾人证号", ("残疾证号", "残疾人证号码", "残疾证编号", "残疾人证编号")),
)
ENOUGH = ("name", "number", "card")
# What a row is made of comes from cells; whether its name is another's says the header.
CELLS = tuple(field for field in Row._fields if field not in ("of_another", "sex"))
NUMBERED = re.compile("身份证|公民身份|社会保障号")
SOMEBODY_ELSE = re.compile("户主|父|母|配偶|监护|家长|法人|法定|经办|联系|责任人|是否|类型|有效|地址")
# Nobody is called so: 名单, 人员名单, 姓名列表, 身份证, 低保对象花名册.
HEADING = re.compile(
    r"名单|姓名|名字|名册|人员|身份|证件|号码|列表|清单|对象|情况|年度|\d{4}年|\bnames?\b|\blist\b|^id\b|\bids?$",
    re.IGNORECASE,
)
# More digits are somebody's number, whatever stands before it.
FEWEST_DIGITS = 12
# A column of them, by the share of its filled cells; the rest is dirt.
HOLDS_NUMBERS = 0.5
NAME = re.compile(r"[^\W\d_]{1,20}([·.][^\W\d_]{1,20})*")


def read_rows(content: bytes, *, name: str) -> Iterator[Row]:
    """One row for each data row of the file, in order. Raises as `read_list`."""
    return rows_of(read_list(content, name=name))


def read_list(content: bytes, *, name: str) -> Reading:
    """The sheet of a file that lists persons: by name or number, or of one such column without a header.

    Raises NotASheet; MissingColumns where there is neither a name nor an ID column, DoubtfulColumns for several
    that differ, and where several columns may be that of the name.
    """
    sheets = sheets_of(content, name=name)
    try:
        found = table_of(sheets, name=name, columns=COLUMNS, one_of=ENOUGH)
        likely = _likely_number(found) or _no_number(found)
        if likely:
            found = table_of(sheets, name=name, columns=COLUMNS, one_of=ENOUGH, chosen=likely)
        return with_name(found)
    except DoubtfulColumns:
        raise
    except MissingColumns as missing:
        bare = only_column(sheets, name=name, heads=_heads, column_of=_column_of)
        if bare is None:
            raise _nameless(name, missing.header) from None
        return bare


def rows_of(reading: Reading) -> Iterator[Row]:
    """What each data row says of a person."""
    mapping = reading.mapping
    places = [mapping.get(field, -1) for field in CELLS]
    another, shared = names_another(reading), shared_names(reading)
    number, card, sex = CELLS.index("number"), mapping.get("card", -1), sex_place(reading.header)
    if "number" not in mapping and card >= 0:
        places[number] = card
    for row in reading.rows:
        cells = row.cells
        found = [cells[place] if 0 <= place < len(cells) else None for place in places]
        # A disability card begins with the number.
        if 0 <= card < len(cells) and not tidy(found[number]):
            found[number] = cells[card]
        stated = cells[sex] if 0 <= sex < len(cells) else None
        yield Row._make([*found, another or row.number in shared, stated])


def compared_by(reading: Reading) -> str:
    """By which columns its rows are compared: `按“农户姓名”“身份证号”两栏比对`."""
    number = "number" if "number" in reading.mapping else "card"
    places = [reading.mapping[code] for code in ("name", number) if code in reading.mapping]
    told = [reading.header[at] or f"第 {at + 1} 列" for at in places]
    shown = "".join(f"“{mask_if_number(text)[:QUOTED]}”" for text in told)
    if len(told) > 1:
        return f"按{shown}两栏比对"
    missing = "没有比对证件号码" if "name" in reading.mapping else "没有比对姓名"
    return f"只按{shown}一栏比对，{missing}"


def _likely_number(found: Reading) -> dict[str, str]:
    """The one column that speaks of a number, or holds them, where none is known and a name is: as what people would say it
    means."""
    if "name" not in found.mapping or "number" in found.mapping or "card" in found.mapping:
        return {}
    others = [text for text in found.header if text and not SOMEBODY_ELSE.search(text)]
    spoken = [text for text in others if NUMBERED.search(text)]
    # 身份代码, 居民身份号码: whatever it is called, it holds numbers that persons have.
    held = spoken or [text for text in others if _holds_numbers(found, found.header.index(text))]
    return {header_key(held[0]): "number"} if len(held) == 1 else {}


def _holds_numbers(found: Reading, at: int) -> bool:
    """Whether most of what a column holds are numbers of persons, check character and all."""
    told = [text for row in islice(found.rows, LOOKED_AT) if (text := tidy(row.at(at)))]
    good = sum(is_possible(read_number(text).text) for text in told)
    return bool(told) and good >= HOLDS_NUMBERS * len(told)


def _no_number(found: Reading) -> dict[str, str]:
    """Where what is called but ID holds no numbers of persons, it counts rows: as what people would say it means."""
    at = found.mapping.get("number")
    if at is None or header_key(found.header[at]) != header_key(ID):
        return {}
    cells = [row.at(at) for row in found.rows]
    given = sum(bool((number := read_number(cell)).text or number.kept or number.seen) for cell in cells)
    return {} if 2 * given > len(cells) else {header_key(ID): ""}


def _heads(cell: object) -> bool:
    """Whether this heads a list of names or numbers: it speaks of the list. Whatever else may be somebody is a row."""
    text = tidy(cell)
    return HEADING.search(text) is not None and sum(map(str.isdecimal, text)) < FEWEST_DIGITS


def _column_of(cells: Sequence[object]) -> Column | None:
    """What most cells of a column look like."""
    name, number = COLUMNS[:2]
    if 2 * sum(read_number(cell).given for cell in cells) > len(cells):
        return number
    return name if 2 * sum(bool(NAME.fullmatch(tidy(cell))) for cell in cells) > len(cells) else None


def _nameless(name: str, header: Sequence[str]) -> MissingColumns:
    shown = "、".join(mask_if_number(cell)[:QUOTED] for cell in header[:MOST_QUOTED] if cell)
    return MissingColumns(
        f"文件“{name}”里没有找到姓名或身份证号这样的列",
        f"表头至少要有“姓名”或“身份证号”，改好后再比对{f'；现在的表头是：{shown}' if shown else ''}",
    )
