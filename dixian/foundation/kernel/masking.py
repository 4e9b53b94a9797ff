"""Numbers as they are shown when nobody has given a reason to see them."""

import re
import unicodedata

# With what people put between the digits of one number: 231226 19700101 1001, 6222-0212-3456-7890.
BETWEEN = r"[\s./·–—-]{0,2}"
LONG = re.compile(
    rf"(?<!\d)(?:\d{{14,}}[\dXx]|\d{{6}}{BETWEEN}\d{{8}}{BETWEEN}\d{{3}}[\dXx]|(?:\d{{4}}{BETWEEN}){{3}}\d{{3,}})"
)
TELEPHONE = re.compile(rf"(?<!\d)1\d{{2}}{BETWEEN}\d{{4}}{BETWEEN}\d{{4}}(?!\d)")


def mask_id(text: str) -> str:
    """`231226********1234`."""
    return _mask(text, 6, 4)


def mask_phone(text: str) -> str:
    """`138****1234`."""
    return _mask(text, 3, 4)


def mask_account(text: str) -> str:
    """Only the last four digits of a bank account."""
    return _mask(text, 0, 4)


def mask_if_number(text: str) -> str:
    """A cell for an error message: many digits are masked like an ID number, fewer like a telephone's."""
    digits = sum(char.isdigit() for char in text)
    if digits >= 15:
        return mask_id(text)
    return mask_phone(text) if digits >= 11 else text


def holds_number(text: str) -> bool:
    """Whether an ID or account number stands in a text, in full or half width, in one or in groups."""
    return bool(LONG.search(unicodedata.normalize("NFKC", text)))


def mask_numbers(text: str) -> str:
    """A text with the ID, account and telephone numbers in it masked."""
    halved = unicodedata.normalize("NFKC", text)
    if not (LONG.search(halved) or TELEPHONE.search(halved)):
        return text
    hidden = LONG.sub(lambda found: mask_if_number(found[0]), halved)
    return TELEPHONE.sub(lambda found: mask_phone(found[0]), hidden)


def _mask(text: str, head: int, tail: int) -> str:
    if len(text) <= head + tail:
        return "*" * len(text)
    return text[:head] + "*" * (len(text) - head - tail) + text[len(text) - tail :]
