"""What one slip of the hand makes of a number."""

from operator import ne

from dixian.foundation.kernel.idnumber import LENGTH

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


def _same_length(written: str, true: str) -> str:
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


def neighbours(written: str) -> set[str]:
    """Every 18-character number that one slip may have turned into `written`."""
    digits = "0123456789X"
    size = len(written)
    cuts = range(size + 1)
    if size == LENGTH:
        put = {written[:at] + new + written[at + 1 :] for at in range(size) for new in digits}
        swapped = {
            written[:one] + written[two] + written[one + 1 : two] + written[one] + written[two + 1 :]
            for one in range(size)
            for two in range(one + 1, size)
        }
        return put | swapped
    if size == LENGTH - 1:
        return {written[:at] + new + written[at:] for at in cuts for new in digits}
    return {written[:at] + written[at + 1 :] for at in cuts} if size == LENGTH + 1 else set()
