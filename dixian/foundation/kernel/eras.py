"""Years of the Republic (民国), and years that may be such."""

import re

# 民国115年12月, 民国115.11.30; without the word a year of three digits is no other one either.
REPUBLIC = re.compile(r"(?:(?:中华)?民国(元|\d{1,3})|(1\d{2}))[年./-](?=\d)")
# 1151130, 59年3月, 59.3.12: perhaps such a year, perhaps another one.
SHORT_YEAR = re.compile(
    r"1\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"|\d{1,2}(?:年\d{1,2}月?(?:\d{1,2}日?)?|([./-])\d{1,2}\1\d{1,2})"
)

# 二〇二六年十一月三十日; the year in figures too.
WRITTEN = re.compile(
    "([0-9〇○零一二三四五六七八九]{4})年([元一二三四五六七八九十]{1,3})月(份?|([一二三四五六七八九十]{1,3})[日号])"
)
DIGITS = str.maketrans("〇○零元一二三四五六七八九", "0001123456789")


def common_era(text: str) -> str:
    """A date in Chinese figures in Arabic ones, and a year of the Republic (民国) as the common one."""
    if written := WRITTEN.fullmatch(text):
        day = f"{_figure(written[4])}日" if written[4] else ""
        return f"{written[1].translate(DIGITS)}年{_figure(written[2])}月{day}"
    found = REPUBLIC.match(text)
    if found is None:
        return text
    year = 1 if found[1] == "元" else int(found[1] or found[2])
    return f"{year + 1911}{found[0][-1]}{text[found.end() :]}"


def _figure(text: str) -> str:
    """十一 -> 11, 三十 -> 30; what is no such number comes to something that is no day either."""
    tens, ten, ones = text.rpartition("十")
    return f"{(tens or '1') if ten else ''}{ones or ('0' if ten else '')}".translate(DIGITS)


def unclear(text: str, message: str, remedy: str) -> tuple[str, str]:
    """What is said of a date that can't be read: where it has a year of two or three digits, that this is why."""
    if SHORT_YEAR.fullmatch(text):
        return "年份不是四位，分不清是公历还是民国", f"民国年份加 1911 换成公历，{remedy}"
    return message, remedy
