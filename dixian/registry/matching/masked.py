"""Numbers of which a file shows only some digits, the others covered: 2312**********1234. Nobody is linked by one."""

import re

from dixian.foundation.kernel.idnumber import LENGTH

COVER = "*"
# Fewer are a slip of the hand.
FEWEST = 3
WRITTEN = re.compile(r"[\dXx×✕*#•●■□※✱_?]{8,20}")
COVERING = re.compile(r"[^\d*]")
PARTED = re.compile(r"[\s\-—]")


def covered(text: str) -> str:
    """What is seen of a covered number, `*` for what is not; "" where this is none, or nothing is seen."""
    bare = PARTED.sub("", text)
    if not WRITTEN.fullmatch(bare):
        return ""
    head, last = bare[:-1], bare[-1]
    head = COVERING.sub(COVER, head)
    # An X behind a digit is the check character; behind what is covered it covers.
    tail = "X" if last in "Xx" and head[-1] != COVER else COVERING.sub(COVER, last)
    found = head + tail
    return found if found.count(COVER) >= FEWEST and any(map(str.isdigit, found)) else ""


def told(seen: str) -> str:
    """What is seen of it, in words: `只有前 4 位和末 4 位`."""
    begins, *between, ends = seen.split(COVER)
    if any(between):
        return f"只看得见 {len(seen) - seen.count(COVER)} 位"
    parts = [f"{at} {len(part)} 位" for at, part in (("前", begins), ("末", ends)) if part]
    return "只有" + "和".join(parts)


def fits(number: str, seen: str) -> bool:
    """Whether what is seen of it is this number's: place by place, or how it begins and ends where the length is wrong."""
    if len(number) != LENGTH:
        return False
    if len(seen) == LENGTH:
        return all(one in (COVER, true) for one, true in zip(seen, number, strict=True))
    parts = seen.split(COVER)
    return number.startswith(parts[0]) and number.endswith(parts[-1])
