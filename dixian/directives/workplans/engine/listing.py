"""A list of units as written, cut into the names it holds."""

import re
from collections.abc import Callable, Iterator

from dixian.directives.workplans.engine.exceptions import IN_ONE, exception_in
from dixian.directives.workplans.engine.words import (
    BULLETS,
    CLOSING,
    OPENING,
    UNIT_END,
    looks_like_unit,
    names_person,
)

SEPARATORS = "、，,;；/\t|"
JOINERS = re.compile(r"以及|和|及|与|并")
# 各乡镇党委、政府 is one name, whatever stands between its halves.
TWO_HALVES = re.compile(
    r"各?(?:有关|相关)?省(?:级)?[、（(]?(?:自治区|区)、(?:直辖市|市)[）)]?(?:人民)?(?:政府|党委)?|各?[^、，,；;\s]{0,8}(?:乡镇|镇|乡|街道|[）)])(?:党委|党工委)(?:[、和及与]|\s)?(?:人民)?政府(?:[（(]办事处[）)])?"
)
AND_SO_ON = re.compile(
    r"(?<=.)等(?:\d+|[一二三四五六七八九十]+)?(?:个|家)?(?:相关|有关|职能|行业|责任|成员)*(?:单位|部门|机构|群团组织|人民团体|群团|企业)?$"
)
# 乡镇、街道 in one breath: 各乡镇（街道）.
BEFORE = re.compile(r"^(?:由|会同|其中|以及|协同|联合|分别|主要)+")
JOINED_BEFORE = re.compile(r"^(?:和|及|与|并|商)+(?=省|市|县|区|各|有关|相关|国家|中国|团|乡镇)")
BEHIND = re.compile(
    r"(?:共同|分别|为主|具体|[按依]照?(?:各自)?职责(?:分工)?|分工负责|按分工|负责|牵头|配合|落实)+$"
)
BESIDE = re.compile(r"^([^（(〔]+)[（(〔]([^（(〔）)〕]+)[）)〕]$")
LATER_UNIT = re.compile(r"(?=(?:县|市|区|省|各|团县委|国网)[一-龥])")
Known = Callable[[str], bool]


def names_of(words: str, known: Known) -> tuple[list[str], str]:
    """The names in order, and behind which the list goes on without saying with whom (等). known: whether a name is a unit's."""
    names, open_end = [], ""
    for piece in _pieces(words, known):
        bare = _bare(piece, known)
        if exception_in(bare):
            names.append(bare)
            continue
        shorter = AND_SO_ON.sub("", bare)
        if shorter != bare and not known(bare):
            open_end = bare = _bare(shorter, known)
        if bare:
            names += _run_together(bare, known) or _joined(bare, known)
    return [name for name in names if re.search(r"[一-龥A-Za-z]", name)], open_end


def _pieces(words: str, known: Known) -> Iterator[str]:
    """Cut at separators outside of brackets; a blank counts as one between two whole names."""
    whole = [(one.start(), one.end()) for form in (TWO_HALVES, IN_ONE) for one in form.finditer(words)]
    depth, start = 0, 0
    for at, char in enumerate(words):
        depth += (char in OPENING) - (char in CLOSING)
        inside = any(first < at < last for first, last in whole)
        if depth <= 0 and not inside and (char in SEPARATORS or _parts(words, start, at, known)):
            yield words[start:at]
            start = at + 1
    yield words[start:]


def _parts(words: str, start: int, at: int, known: Known) -> bool:
    """Whether a blank stands between two names, and not within one that a page break cut."""
    if not words[at].isspace():
        return False
    before, behind = words[start:at].strip(), words[at:].strip()
    following = re.split(rf"[{SEPARATORS}\s]", behind)[0]
    if known(before + following):
        return False
    if known(before) and known(following):
        return True
    return looks_like_unit(before) and bool(re.match(r"省|市|县|区|各|团|国|[一-龥]{2,4}[镇乡]", behind))


def _bare(piece: str, known: Known) -> str:
    piece = re.sub(r"\s+", "", piece).strip(f"。.-》>“”\"'{BULLETS}")
    joined = JOINED_BEFORE.sub("", piece)
    if known(joined):
        return joined
    if known(piece):
        return piece
    piece = JOINED_BEFORE.sub("", BEFORE.sub("", piece))
    return _without_person(_balanced(BEHIND.sub("", piece)), known)


def _without_person(piece: str, known: Known) -> str:
    """县医保局（赵某某） names a unit and a person in it; 县委统战部（民宗局） is one name."""
    both = None if exception_in(piece) else BESIDE.match(piece)
    return both[1] if both and known(both[1]) and not looks_like_unit(both[2]) else piece


def _balanced(piece: str) -> str:
    """Without a bracket at its ends that has no partner."""
    opened = sum(piece.count(char) for char in OPENING)
    closed = sum(piece.count(char) for char in CLOSING)
    if closed > opened and piece[-1:] in CLOSING:
        return piece[:-1]
    if opened > closed and piece[:1] in OPENING:
        return piece[1:]
    return piece


def _joined(name: str, known: Known) -> list[str]:
    """县教育局和各乡镇 is two; 县发展和改革局 and 县工业和信息化局 are one each."""
    if known(name):
        return [name]
    for joiner in JOINERS.finditer(name):
        first, second = name[: joiner.start()], name[joiner.end() :]
        if _depth(first) or not second:
            continue
        if known(first) or (_may_be_first(first) and _may_stand_alone(second, known)):
            return [first, *_joined(second, known)]
    return [name]


def _may_be_first(name: str) -> bool:
    return (len(name) > 2 and bool(UNIT_END.search(name))) or names_person(name)


def _may_stand_alone(name: str, known: Known) -> bool:
    return known(name) or looks_like_unit(name) or names_person(name)


def _run_together(name: str, known: Known) -> list[str]:
    """Names between which the separator was lost; empty where that is not what happened."""
    if known(name):
        return []
    cuts = [0, *(one.start() for one in LATER_UNIT.finditer(name) if one.start()), len(name)]
    pieces, start = [], 0
    for cut in cuts[1:]:
        if known(name[start:cut]):
            pieces.append(name[start:cut])
            start = cut
    return pieces if start == len(name) and len(pieces) > 1 else []


def _depth(words: str) -> int:
    return sum(words.count(char) for char in OPENING) - sum(words.count(char) for char in CLOSING)
