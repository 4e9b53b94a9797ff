"""Numbers as they are shown when nobody has given a reason to see them, and how they are found in a text."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# Digits with whatever people put between those of one number: 231226 1970 0101 1001, 6222-0212-3456, 138.0000.0101.
RUN = re.compile(r"\d(?:[\W_]{0,3}\d)*(?:[\W_]{0,3}[Xx](?![A-Za-z]))?")
# Between figures of a list, which are no number together: 8200、9100、7700.
GROUPS = re.compile(r"\d+(?:[\s./·–—_~\u200b-]{1,3}\d+)*")
LONG = re.compile(r"\d{14,}[\dXx]")
BIRTH = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
# Days and amounts, which may stand beside each other without being one number.
PLAIN = re.compile(
    r"(?<!\d)(?:19|20)\d{2}([-./]?)(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<![\d.])(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2}(?![\d.])|(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)"
)
FIGURE = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?")
# An ID number of the old form with its day of birth, a mobile's number.
SOMEBODYS = re.compile(r"[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}|1[3-9]\d{9}")
# Letters written for digits, next to digits; numerals in one run with others, as 二三一二二六, which no year or count fills.
LETTERS = re.compile(r"(?<=\d)[OoQIl|]+(?![A-Za-z])")
NUMERALS = re.compile(r"[〇零○幺一二三四五六七八九壹贰叁肆伍陆柒捌玖\d]{6,}[Xx]?")
AS_DIGITS = str.maketrans("OoQIl|〇零○幺一二三四五六七八九壹贰叁肆伍陆柒捌玖", "0001110001123456789123456789")
# The day of birth set off from the rest: 231226 1970年1月1日 1001.
DATED = re.compile(
    r"(?<!\d)\d{6}[\W_]{0,3}(?:19|20)\d{2}[\W_年]{1,3}\d{1,2}[\W_月]{1,3}\d{1,2}[\W_日号]{1,3}\d{3}[\dXx](?![\dA-Za-z])"
)
# What stands between Chinese words and the stars of what is masked already: a sentence keeps its words.
PIECE = re.compile(r"[^*\u3400-\u9fff，。；、]+")
ID, ACCOUNT, MOBILE = 18, 15, 11


class Found(NamedTuple):
    """A number in a text, and how many digits it has."""

    start: int
    end: int
    digits: int


def mask_id(text: str) -> str:
    """`231226********1234`."""
    return _mask(text, 6, 4)


def mask_birth(day: str) -> str:
    """`1948年` of `1948-02-24`: the day is what the stars of the number beside it hide."""
    return f"{day[:4]}年"


def mask_phone(text: str) -> str:
    """`138****1234`."""
    return _mask(text, 3, 4)


def mask_account(text: str) -> str:
    """Only the last four digits of a bank account."""
    return _mask(text, 0, 4)


def mask_if_number(text: str) -> str:
    """A cell for an error message: many digits are masked like an ID number, fewer like a telephone's."""
    digits = _digits(text)
    if digits >= ACCOUNT:
        return mask_id(text)
    return mask_phone(text) if digits >= MOBILE else text


def mask_in_figures(text: str) -> str:
    """A cell of a column of amounts or counts: what reads as a figure stays, unless it is built like an ID number or a
    mobile's, or has more digits than any figure.
    """
    digits = "".join(char for char in text if char.isdecimal())
    figure = bool(FIGURE.fullmatch(text)) and not SOMEBODYS.fullmatch(text.lstrip("+-"))
    if figure and ("." in text or "," in text or len(digits) <= ACCOUNT):
        return text
    return mask_if_number(text)


def holds_number(text: str) -> bool:
    """Whether an ID, account or mobile number stands in a text, in full or half width, in one or in groups."""
    return any(_found(unicodedata.normalize("NFKC", text)))


def mask_numbers(text: str) -> str:
    """A text with the ID, account and mobile numbers in it masked."""
    halved = unicodedata.normalize("NFKC", text)
    found = sorted(_found(halved), reverse=True)
    if not found:
        return text
    # Words keep their full width where that moves no place.
    masked = text if len(text) == len(halved) else halved
    for start, end, digits in found:
        mask = mask_id if digits >= ACCOUNT else mask_phone
        masked = masked[:start] + mask(halved[start:end]) + masked[end:]
    return masked


def mask_cell(text: str) -> str:
    """A cell of somebody's file for a page: nothing of it reads as a number, also not one of a wrong length."""
    return PIECE.sub(lambda piece: mask_if_number(piece[0]), mask_numbers(text))


def _found(text: str) -> Iterator[Found]:
    """The numbers of a text, none of which lies in another: first as they are written, then what is written for digits."""
    for found in _looked_for(text):
        yield found
        text = _without(text, found)
    written = _in_digits(text)
    if written != text:
        yield from _looked_for(written)


def _looked_for(text: str) -> Iterator[Found]:
    """The surest first, each taken out before the next is looked for."""
    if _digits(text) < MOBILE:
        return
    for look in (_ids, _dated, _long, _accounts, _mobiles):
        if look is _accounts:
            text = PLAIN.sub(lambda one: "月" * len(one[0]), text)
        for found in look(text):
            yield found
            text = _without(text, found)


def _without(text: str, found: Found) -> str:
    return f"{text[: found.start]}{'月' * (found.end - found.start)}{text[found.end :]}"


def _in_digits(text: str) -> str:
    """The text with digits for what is written in their place, none of them elsewhere than before."""
    text = NUMERALS.sub(lambda run: run[0].translate(AS_DIGITS), text)
    return LETTERS.sub(lambda run: run[0].translate(AS_DIGITS), text)


def _ids(text: str) -> list[Found]:
    """Eighteen digits in whole groups, with a day of birth where it belongs."""
    found, last = [], 0
    for run in RUN.finditer(text):
        groups = [
            (run.start() + one.start(), run.start() + one.end())
            for one in re.finditer(r"\d+[Xx]?|[Xx]", run[0])
        ]
        for first, end in _joined(text, groups, ID):
            said = "".join(text[a:b] for a, b in groups if first <= a < end)
            if first >= last and BIRTH.fullmatch(said[6:14]):
                found.append(Found(first, end, ID))
                last = end
    return found


def _dated(text: str) -> list[Found]:
    return [Found(one.start(), one.end(), ID) for one in DATED.finditer(text)]


def _long(text: str) -> list[Found]:
    return [Found(one.start(), one.end(), len(one[0])) for one in LONG.finditer(text)]


def _accounts(text: str) -> list[Found]:
    """Groups that make a long number together."""
    runs = ((one, _digits(one[0])) for one in GROUPS.finditer(text))
    return [Found(one.start(), one.end(), digits) for one, digits in runs if digits >= ACCOUNT]


def _mobiles(text: str) -> list[Found]:
    """Eleven digits that begin 13 to 19, in one, in groups of which the first has three or more, or one by one."""
    found, last = [], 0
    for run in GROUPS.finditer(text):
        groups = [(run.start() + one.start(), run.start() + one.end()) for one in re.finditer(r"\d+", run[0])]
        for first, end in _joined(text, groups, MOBILE):
            head = next(b - a for a, b in groups if a == first)
            whole = (first, end) == (groups[0][0], groups[-1][1])
            said = "".join(text[a:b] for a, b in groups if first <= a < end)
            if first >= last and said[0] == "1" and said[1] in "3456789" and (head > 2 or whole):
                found.append(Found(first, end, MOBILE))
                last = end
    return found


def _joined(text: str, groups: list[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    """Where neighbouring groups have so many characters together."""
    for at, (first, _) in enumerate(groups):
        total = 0
        for begun, end in groups[at:]:
            total += end - begun
            if total >= length:
                if total == length:
                    yield first, end
                break


def _digits(text: str) -> int:
    return sum(char.isdecimal() for char in text)


def _mask(text: str, head: int, tail: int) -> str:
    if len(text) <= head + tail:
        return "*" * len(text)
    return text[:head] + "*" * (len(text) - head - tail) + text[len(text) - tail :]
