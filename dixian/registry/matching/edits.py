"""What one slip of the hand makes of a number."""

import re
from operator import mul, ne

from dixian.foundation.kernel.idnumber import LENGTH, WEIGHTS

CHARACTERS = "0123456789X"
VALUES = {char: value for value, char in enumerate(CHARACTERS)}
ALL_WEIGHTS = (*WEIGHTS, 1)
INVERSES = [pow(weight, -1, 11) for weight in ALL_WEIGHTS]
PAIRS = [
    (one, two, ALL_WEIGHTS[one] - ALL_WEIGHTS[two])
    for one in range(LENGTH - 1)
    for two in range(one + 1, LENGTH)
]
WHOLE = re.compile(r"[0-9]{17}[0-9X]")
WRONG, MISSING, EXTRA, SWAPPED = "有一位写错", "少写了一位", "多写了一位", "有两位写反"


def slip(written: str, true: str) -> str:
    """The one slip by which `true`, a whole number, became `written`; or empty."""
    if len(true) != LENGTH:
        return ""
    longer = len(written) - LENGTH
    if longer == 0:
        return _same_length(written, true)
    if longer == -1:
        return MISSING if _without_one(true, written) else ""
    if longer == 1:
        return EXTRA if _without_one(written, true) else ""
    return ""


def apart(written: str, true: str) -> bool:
    """Whether no one slip lies between them, told without a look at each place.

    A slip touches two places at most, and moves only what stands on one side of it: the year, the day or the end is whole.
    """
    return written[6:10] != true[6:10] and written[10:14] != true[10:14] and written[-4:] != true[-4:]


def _same_length(written: str, true: str) -> str:
    if apart(written, true):
        return ""
    if sum(map(ne, written, true)) > 2:
        return ""
    places = [place for place, (a, b) in enumerate(zip(written, true, strict=True)) if a != b]
    if len(places) == 1:
        return WRONG
    if len(places) == 2:
        first, second = places
        if written[first] == true[second] and written[second] == true[first]:
            return SWAPPED
    return ""


def _without_one(longer: str, shorter: str) -> bool:
    same = 0
    while same < len(shorter) and longer[same] == shorter[same]:
        same += 1
    return longer[same + 1 :] == shorter[same:]


def neighbours(written: str) -> list[str]:
    """Every number with a right check character that one slip may have turned into `written`.

    The check character says for each place which digit would mend it, so there are thirty of them, not hundreds.
    """
    if len(written) == LENGTH + 1:
        cut = dict.fromkeys(written[:at] + written[at + 1 :] for at in range(LENGTH + 1))
        return [text for text in cut if checks(text)]
    unread = [
        at for at, char in enumerate(written) if char not in VALUES or (char == "X" and at < len(written) - 1)
    ]
    if len(written) == LENGTH and unread:
        at = unread[0]
        put = [written[:at] + char + written[at + 1 :] for char in VALUES]
        # An X that changed places with another.
        put.append(written[:at] + written[-1] + written[at + 1 : -1] + written[at])
        return [text for text in put if checks(text)]
    if unread or len(written) not in (LENGTH - 1, LENGTH):
        return []
    found = _inserted(written) if len(written) < LENGTH else _put(written) + _swapped(written)
    # An X may have come to stand where none can.
    return [text for text in dict.fromkeys(found) if WHOLE.fullmatch(text)]


def checks(text: str) -> bool:
    """Whether this is a number whose check character is right; its date is not looked at."""
    return bool(WHOLE.fullmatch(text)) and not _rest(text)


def _rest(text: str) -> int:
    # The weights are the powers of two by eleven, and thirteen leaves two: read to the base of thirteen, it is their sum.
    return (int(text[:-1], 13) * 2 + VALUES[text[-1]] - 1) % 11


def _put(written: str) -> list[str]:
    rest = _rest(written)
    if not rest:
        return []
    found = []
    for at, (char, inverse) in enumerate(zip(written, INVERSES, strict=True)):
        value = (VALUES[char] - rest * inverse) % 11
        found.append(written[:at] + CHARACTERS[value] + written[at + 1 :])
    return found


def _swapped(written: str) -> list[str]:
    rest, values = _rest(written), [VALUES[char] for char in written]
    return [
        written[:one] + written[two] + written[one + 1 : two] + written[one] + written[two + 1 :]
        for one, two, weight in PAIRS
        if not (rest + weight * (values[two] - values[one])) % 11
    ]


def _inserted(written: str) -> list[str]:
    values = [VALUES[char] for char in written]
    # The digits before the gap keep their weights, those behind it move on by one.
    total = sum(map(mul, values, ALL_WEIGHTS[1:]))
    found = []
    for at in range(LENGTH):
        found.append(written[:at] + CHARACTERS[(1 - total) * INVERSES[at] % 11] + written[at:])
        if at < LENGTH - 1:
            total += values[at] * (ALL_WEIGHTS[at] - ALL_WEIGHTS[at + 1])
    return found
