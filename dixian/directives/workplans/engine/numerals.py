"""Chinese and full-width numerals as numbers."""

import unicodedata

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
    "俩": 2,
}
TENS = {"十": 10, "百": 100, "千": 1000}
CHINESE = "〇○零一二两三四五六七八九十百千"


def number_of(text: str) -> int | None:
    """十二 -> 12, 二〇二四 -> 2024, １２ -> 12; None where it is none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.isascii() and plain.isdigit():
        return int(plain)
    if not plain or any(char not in DIGITS and char not in TENS for char in plain):
        return None
    if not any(char in TENS for char in plain):
        return int("".join(str(DIGITS[char]) for char in plain))
    return _counted(plain)


def _counted(text: str) -> int:
    total, digit = 0, 0
    for char in text:
        if char in TENS:
            total += (digit or 1) * TENS[char]
            digit = 0
        else:
            digit = DIGITS[char]
    return total + digit
