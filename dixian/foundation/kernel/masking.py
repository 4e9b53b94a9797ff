"""Numbers as they are shown when nobody has given a reason to see them."""


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


def _mask(text: str, head: int, tail: int) -> str:
    if len(text) <= head + tail:
        return "*" * len(text)
    return text[:head] + "*" * (len(text) - head - tail) + text[len(text) - tail :]
