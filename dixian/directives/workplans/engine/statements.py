"""Where a text says who does it: brackets, labels on lines of their own, and what remains when they are gone."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dixian.directives.workplans.engine.words import (
    BARE_LABEL,
    CLOSING,
    DIVISION,
    FIRST_RULE,
    HELP,
    LABEL,
    LEAD,
    MAIN,
    OFFICE_END,
    OPENING,
    VERB,
    looks_like_unit,
)

ROLES = {LEAD, MAIN, HELP}
LONGEST = 1500
# How much before and behind a bracket is looked at.
NEAR = 40
# A label outside of brackets stands behind a stop, a blank or a bullet, never behind a word.
BEFORE_LABEL = r"(?<![一-龥A-Za-z0-9“”\"《》（(、])"
LOOSE = re.compile(
    rf"{BEFORE_LABEL}(?:{LABEL.pattern}|{BARE_LABEL.pattern}|{DIVISION.pattern})", re.MULTILINE
)
PIECES = re.compile(r"[、，,;；]|以及|(?<=[局委办部厅会])[和及与](?=[省市县区各])")
ENOUGH = 0.5
STOPS = "。；;，,！"
Known = Callable[[str], bool]


@dataclass(frozen=True)
class Statement:
    """Where it stands in the text, and its words."""

    start: int
    end: int
    words: str


def statements_of(text: str, known: Known = lambda _: False) -> list[Statement]:
    """In order; none overlaps another. known: whether a name is a unit's."""
    found = list(_bracketed(text))
    for loose in LOOSE.finditer(text):
        if any(one.start <= loose.start() < one.end for one in found):
            continue
        end = _end_of_line(text, loose.end())
        end = min([end, *(one.start for one in found if one.start > loose.start())])
        found.append(Statement(loose.start(), end, text[loose.start() : end]))
    if not any(_gives_roles(one.words) for one in found):
        found += [
            one for one in _names_alone(text, known) if one.start not in {other.start for other in found}
        ]
    return _side_by_side(sorted(found, key=lambda one: one.start), text)


def _side_by_side(found: list[Statement], text: str) -> list[Statement]:
    """What follows another at once speaks of the same thing: 责任单位 on one line, 配合单位 on the next."""
    merged: list[Statement] = []
    for one in found:
        last = merged[-1] if merged else None
        if last and not text[last.end : one.start].strip(" \n\t；;，,。"):
            merged[-1] = Statement(last.start, one.end, f"{last.words}；{one.words}")
        else:
            merged.append(one)
    return merged


def without(text: str, statements: list[Statement]) -> str:
    """The text without them; where one stood between two stops, one of them is left: the one behind."""
    kept, at = "", 0
    for one in [*statements, Statement(len(text), len(text), "")]:
        piece = text[at : one.start]
        between = bool(piece and kept) and piece[0] in STOPS and kept[-1] in STOPS
        kept, at = (kept[:-1] if between else kept) + piece, one.end
    return kept


def _end_of_line(text: str, start: int) -> int:
    """A label reaches to the end of its sentence or line."""
    found = re.compile(r"[。\n]").search(text, start)
    return found.start() if found else len(text)


def _bracketed(text: str) -> Iterator[Statement]:
    closings = _closings(text)
    at = 0
    while at < len(text):
        if text[at] not in OPENING:
            at += 1
            continue
        end = closings.get(at, 0)
        before = text[max(0, at - NEAR) : at]
        if end and end - at <= LONGEST and _says_who(text[at + 1 : end - 1], before, text[end : end + 1]):
            yield Statement(at, end, text[at + 1 : end - 1])
            at = end
        elif not end and LABEL.match(text[at + 1 : at + NEAR].lstrip()):
            end = _end_of_line(text, at)
            yield Statement(at, end, text[at + 1 : end])
            at = end
        else:
            at += 1


def _gives_roles(words: str) -> bool:
    return bool(LOOSE.search(words) or VERB.search(words))


def _names_alone(text: str, known: Known) -> Iterator[Statement]:
    """Brackets beside a stop that hold nothing but names of known units: （教育局、各乡镇）."""
    for at, end in _closings(text).items():
        words = text[at + 1 : end - 1]
        beside = text[:at].rstrip()[-1:] + text[end:].lstrip()[:1]
        apart = (
            len(beside) < len("。。") or text[end : end + 1] == "\n" or any(one in STOPS for one in beside)
        )
        if apart and all(known(piece.strip()) for piece in PIECES.split(words)):
            yield Statement(at, end, words)


def _closings(text: str) -> dict[int, int]:
    """Opening bracket -> just behind the one that closes it, whatever its shape."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for at, char in enumerate(text):
        if char in OPENING:
            opened.append(at)
        elif char in CLOSING and opened:
            found[opened.pop()] = at + 1
    return found


def _says_who(words: str, before: str, behind: str) -> bool:
    words = words.strip()
    label = LABEL.match(words) or BARE_LABEL.match(words)
    if label:
        return True
    ruled = FIRST_RULE.search(words)
    plain = FIRST_RULE.sub("", words).strip(" ，,、。；;")
    pieces = [piece for piece in (re.sub(VERB, "", one).strip() for one in PIECES.split(plain)) if piece]
    if not pieces:
        return False
    good = sum(_may_be_unit(piece) for piece in pieces)
    if VERB.search(plain) and good >= len(pieces) * ENOUGH and good:
        return True
    if ruled and good:
        return True
    # A bare list of units: where a sentence begins or has ended, or several at the end of a sentence.
    stopped = before.rstrip(" ")[-1:] in {"", "\n", "。", "；", "！"}
    several = len(pieces) > 1 and (not behind or behind in "。；\n")
    plainly = bool(re.match(r"省|市|县|区|各|国家|国网|中国|团|中共", pieces[0]))
    return (stopped or several) and good == len(pieces) and plainly


def _may_be_unit(piece: str) -> bool:
    piece = re.sub(r"^(?:由|会同|和|及|与|并|其中)", "", piece)
    piece = re.sub(r"等(?:相关|有关)?\d*(?:个)?(?:单位|部门)?$", "", piece)
    piece = re.sub(r"[（(〔][^（）()〔〕]*[）)〕]?$", "", piece)
    return looks_like_unit(piece) or bool(OFFICE_END.search(piece))
