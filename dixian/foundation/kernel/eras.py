"""Years of the Republic (民国), and years that may be such."""

import re

# 民国115年12月, 民国115.11.30; without the word a year of three digits is no other one either.
REPUBLIC = re.compile(r"(?:(?:中华)?民国(元|\d{1,3})|(1\d{2}))[年./-](?=\d)")
# 1151130, 59年3月, 59.3.12: perhaps such a year, perhaps another one.
SHORT_YEAR = re.compile(
    r"1\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"|\d{1,2}(?:年\d{1,2}月?(?:\d{1,2}日?)?|([./-])\d{1,2}\1\d{1,2})"
)


def common_era(text: str) -> str:
    """A year of the Republic (民国) as the common one."""
    found = REPUBLIC.match(text)
    if found is None:
        return text
    year = 1 if found[1] == "元" else int(found[1] or found[2])
    return f"{year + 1911}{found[0][-1]}{text[found.end() :]}"


def unclear(text: str, message: str, remedy: str) -> tuple[str, str]:
    """What is said of a date that can't be read: where it has a year of two or three digits, that this is why."""
    if SHORT_YEAR.fullmatch(text):
        return "年份不是四位，分不清是公历还是民国", f"民国年份加 1911 换成公历，{remedy}"
    return message, remedy
