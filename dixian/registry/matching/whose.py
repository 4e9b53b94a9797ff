"""Whose name a column holds: that of whoever the row is about, or of the head of the household."""

import re
from collections.abc import Collection

from dixian.foundation.kernel.text import header_key, tidy
from dixian.foundation.sheets.api import Reading

# Who stands in for the household, or signs for somebody: meant only in lists that name nobody else.
FOR_OTHERS = ("申请人", "领取人", "缴费人", "户主")
# 户主, 农户, 脱贫户, 户名: of the whole household. Not 户籍, which everybody has.
HOUSE = re.compile(r"户(?!籍)")
SIGNS = (*FOR_OTHERS, "收款人", "投保人")
# Whose sex may stand there that is not the row's.
NOT_OWN = re.compile(r"户主|父|母|配偶|监护|家长")


def names_another(reading: Reading, name: str = "name", number: str = "number") -> bool:
    """Whether the column of the name says it is of whoever stands for the household, and that of the number does not.

    Said by a header, or by the line above it: 户主信息 over 姓名, 家庭成员信息 over 身份证号.
    """
    return any(
        _another(one, name, number) for one in {id(one): one for one in (reading, *reading.each)}.values()
    )


def _another(reading: Reading, name: str, number: str) -> bool:
    mapping = reading.mapping
    if name not in mapping or number not in mapping:
        return False
    named, numbered = (_said(reading, mapping[code]) for code in (name, number))
    if HOUSE.search(named) and not HOUSE.search(numbered):
        return True
    return any(who in named and who not in numbered for who in SIGNS)


def _said(reading: Reading, at: int) -> str:
    over = reading.above[at] if at < len(reading.above) else ""
    return header_key(f"{over}{reading.header[at]}")


def shared_names(reading: Reading, name: str = "name", number: str = "number") -> Collection[int]:
    """Numbers of the rows whose name stands beside several numbers one after the other: that of the head, written or
    merged over the family's rows.
    """
    if name not in reading.mapping or number not in reading.mapping:
        return ()
    named, numbered = reading.mapping[name], reading.mapping[number]
    found: set[int] = set()
    run: list[int] = []
    last, several = (object(), object()), False
    for row in reading.rows:
        cells = row.cells
        if len(cells) <= named or len(cells) <= numbered:
            continue
        if cells[named] == last[0] and tidy(cells[named]):
            several = several or cells[numbered] != last[1]
        else:
            found.update(run if several else ())
            run, several = [], False
        run.append(row.number)
        last = cells[named], cells[numbered]
    found.update(run if several else ())
    return found


def sex_place(header: Collection[str]) -> int:
    """The one column of the sex of whoever a row is about; -1 where there is none, or several."""
    told = [(at, header_key(text)) for at, text in enumerate(header)]
    found = [at for at, text in told if text.endswith("性别") and not NOT_OWN.search(text)]
    return found[0] if len(found) == 1 else -1
