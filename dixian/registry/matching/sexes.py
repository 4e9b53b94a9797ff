"""The sex a row states, and the one a number says."""

import re

from dixian.foundation.kernel.idnumber import LENGTH
from dixian.foundation.kernel.text import tidy

MALE, FEMALE = "男", "女"
# 男, 男性, 1-男, 1; 2 and 女 alike (GB/T 2261.1).
STATED = re.compile(r"(?:[12][-.、:： ]?)?(男|女)性?|([12])")
# The place of the digit that is odd for men and even for women (GB 11643).
SEX_DIGIT = 16


def sex_of(cell: object) -> str:
    """男 or 女 as a cell states it, empty where it states neither."""
    found = STATED.fullmatch(tidy(cell)) if cell else None
    if found is None:
        return ""
    return found[1] or (MALE if found[2] == "1" else FEMALE)


def contradicts(stated: str, number: str) -> bool:
    """Whether this number is that of the other sex than is stated; not where either says nothing."""
    if not stated or len(number) != LENGTH or not number[SEX_DIGIT].isdecimal():
        return False
    return stated != (MALE if int(number[SEX_DIGIT]) % 2 else FEMALE)
