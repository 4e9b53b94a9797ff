"""Decisions on plain values."""

from datetime import date

# The better a household is known to have been looked at, the further right; what was found stays found.
RANK = ("open", "absent", "refused", "phoned", "fine", "found")


def stop_state(*, outcome: str, method: str, found: bool) -> str:
    """What a visit says of a household of a sweep."""
    if found:
        return "found"
    if outcome != "met":
        return outcome
    return "phoned" if method == "phone" else "fine"


def better(before: str, now: str) -> str:
    """The state after another visit: nobody home on Tuesday does not undo what was seen on Monday."""
    return now if before not in RANK or RANK.index(now) >= RANK.index(before) else before


def half_of(day: date) -> str:
    """`2024H1`."""
    return f"{day.year}H{1 if day.month < 7 else 2}"


def half_words(code: str) -> str:
    """`2024H1` -> `2024年上半年`."""
    return f"{code[:4]}年{'上' if code.endswith('1') else '下'}半年"


def share(part: int, whole: int) -> str:
    """`12.5%`; `—` of nothing."""
    return f"{part * 100 / whole:.1f}%" if whole else "—"
