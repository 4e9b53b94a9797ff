"""Resident ID numbers, GB 11643-1999 (facts 4.1).

The address part is never checked against the county: people keep the code of their first registration.
"""

from dataclasses import dataclass
from datetime import date
from operator import mul

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import CellProblem
from dixian.foundation.kernel.text import tidy

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
LENGTH = 18
OLDEST = 1900


@dataclass(frozen=True)
class IdNumber:
    """A valid number: 18 characters, upper case."""

    text: str

    @property
    def birth(self) -> date:
        """Date of birth."""
        return _date(self.text)

    @property
    def sex(self) -> str:
        """男 or 女, from the 17th digit."""
        return "男" if int(self.text[16]) % 2 else "女"

    def __repr__(self) -> str:
        return "IdNumber(••••)"


def check_digit(first17: str) -> str:
    """The 18th character that belongs to 17 digits."""
    total = sum(map(mul, map(int, first17), WEIGHTS))
    return CHECK_CHARACTERS[total % 11]


def is_valid(text: str) -> bool:
    """Whether `text` is a valid number as it stands (18 characters, upper case)."""
    try:
        return parse(text).text == text
    except CellProblem:
        return False


def parse(value: object) -> IdNumber:
    """A cell's text as a number.

    Raises CellProblem that says what is wrong: length, character, date or check character.
    """
    text = tidy(value).upper()
    if len(text) != LENGTH:
        raise CellProblem(f"身份证号应为 18 位，现在是 {len(text)} 位", "核对后补全为 18 位")
    if not (text[:17].isdecimal() and text[:17].isascii() and (text[17] in "0123456789X")):
        raise CellProblem("身份证号只能是数字，末位可以是 X", "核对是否把 0、1 写成了字母")
    try:
        birth = _date(text)
    except ValueError:
        raise CellProblem("身份证号里的出生日期不存在", "核对第 7 至 14 位") from None
    if not birth.year >= OLDEST or birth > clock.today():
        raise CellProblem("身份证号里的出生日期不合理", "核对第 7 至 14 位")
    if check_digit(text[:17]) != text[17]:
        raise CellProblem("身份证号校验码不符，至少有一位写错", "对照证件逐位核对")
    return IdNumber(text)


def _date(text: str) -> date:
    return date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
