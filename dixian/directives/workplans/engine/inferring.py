"""Who does what where no bracket and no label says it: from the sentences themselves (由县教育局牵头).

Only names the county knows, or that begin and end as units' names do, are taken from a sentence.
"""

import re
from collections.abc import Callable, Iterator
from itertools import takewhile

from dixian.directives.workplans.engine.exceptions import exception_in
from dixian.directives.workplans.engine.words import (
    HELP,
    IN_NAME_AHEAD,
    IN_NAME_BEHIND,
    LEAD,
    MAIN,
    OFFICE_END,
    OPENING,
    PERSON_AHEAD,
    ROLE_OF_WORD,
    VERB_BEHIND,
    looks_like_unit,
)

DOING = re.compile(
    r"(?P<as_lead>[为是]牵头(?:单位|部门))|(?P<as_help>[为是](?:责任|配合|协办)(?:单位|部门))|"
    rf"{IN_NAME_AHEAD}(?:(?P<lead>(?:负责)?牵头)|(?P<help>(?:积极|密切|全力)?(?:配合|协助|协办|参与|协同|指导(?!站|中心|员|组)))|(?P<main>(?:具体|共同|分别|组织|全面|统一)?(?:负总责|负责|承担))"
    rf"|(?P<by>落实|实施|承办|办理)){IN_NAME_BEHIND}"
)
STOPS = re.compile(r"[。；;！？\n：:]")
HEADS = re.compile(r"(?:各乡|各镇|各街道|各村|各派驻|各成员|[省市县区](?=[一-龥])|团县委|国网)")
SEPARATOR = re.compile(r"[、，,]|(?<=[局委办部厅会联镇乡协大院室司）)])[和及与]")
MEANT = {"by": MAIN, "as_lead": LEAD, "as_help": MAIN}
# 原由县扶贫办承担 says who did it until now, 不再由县民政局牵头 who doesn't, 县财政局负责的项目 something else.
FORMERLY = re.compile(r"原(?:来|先)?由|此前由|[上去]年由")
NEGATION = r"不再|不由|不是|并非|不得|严禁|禁止"
NOT = re.compile(rf"(?:{NEGATION})[^，,]*$|未$")
NOT_THERE = re.compile(rf"{FORMERLY.pattern}|{NEGATION}")
WILL = re.compile(
    r"(?:[按依]照?(?:各自)?(?:职责|职能)(?:分工)?|分工|分别|要|应当?|须|必须|需要?|主要|共同|积极|密切|全力|切实|具体)+$"
)
LONGEST, LONGEST_UNKNOWN = 24, 16
Known = Callable[[str], bool]


def inferred(text: str, known: Known) -> dict[str, list[str]]:
    """Role -> names, as sentences tell; empty where they don't."""
    found: dict[str, list[str]] = {}
    for sentence in STOPS.split(text):
        told = list(_told(sentence, known))
        if not told and not NOT_THERE.search(sentence):
            told = [(MAIN, _names_behind(sentence.partition("由")[2], known))]
        for role, names in told:
            found.setdefault(role, []).extend(names)
    return {role: list(dict.fromkeys(found[role])) for role in (LEAD, MAIN, HELP) if found.get(role)}


def _told(sentence: str, known: Known) -> Iterator[tuple[str, list[str]]]:
    """What a sentence says: A（牵头）、B负责, and what its verbs say."""
    kept, at = [], 0
    for bracket in VERB_BEHIND.finditer(sentence):
        *before, last = re.split(r"(?<=[、，,])", sentence[at : bracket.start()])
        if name := _name_at_end(last, known):
            yield ROLE_OF_WORD[bracket["said"]], [name]
        kept += [*before, last.removesuffix(name)]
        at = bracket.end()
    rest = "".join([*kept, sentence[at:]])
    told = list(_by_verbs(rest, known))
    yield from told
    if kept and not told:
        pieces = SEPARATOR.split(sentence[at:].strip(" 、，,"))
        names = list(takewhile(lambda piece: known(piece) or _plainly_unit(piece), pieces))
        yield from [(MAIN, names)] if names else []


def _plainly_unit(piece: str) -> bool:
    return bool(HEADS.match(piece)) and looks_like_unit(piece) and len(piece) <= LONGEST_UNKNOWN


def _by_verbs(sentence: str, known: Known) -> Iterator[tuple[str, list[str]]]:
    """What the verbs of a sentence say: A牵头, 会同B; 由A落实."""
    at, seen = 0, False
    for doing in DOING.finditer(sentence):
        before, role = sentence[at : doing.start()], str(doing.lastgroup)
        at = doing.end()
        # 落实 and the like say who does it only behind 由.
        if (role == "by" and "由" not in before) or _says_nothing(before, sentence[at:]):
            continue
        first, _, others = before.partition("会同")
        role = MEANT.get(role, role)
        for names, of in ((first, LEAD if others and first else role), (others, MAIN)):
            if told := _names_before(names, known, loosely=seen or "由" in names):
                seen = True
                yield of, told
    if at and (taken := _names_behind(sentence[at:].partition("会同")[2], known)):
        yield MAIN, taken


def _says_nothing(before: str, behind: str) -> bool:
    """Whether a verb is said of the past, denied, or of something else than the task."""
    return bool(FORMERLY.search(before) or NOT.search(before)) or behind.startswith("的")


def _names_behind(text: str, known: Known) -> list[str]:
    """The known names a text begins with."""
    names: list[str] = []
    for piece in SEPARATOR.split(text.strip()):
        end = next((end for end in range(min(len(piece), LONGEST), 1, -1) if known(piece[:end])), 0)
        if PERSON_AHEAD.match(piece[end:]):
            return []
        if end:
            names.append(piece[:end])
        if not end or end < len(piece):
            break
    return names


def _names_before(text: str, known: Known, *, loosely: bool) -> list[str]:
    """The names that stand right before a verb, from the last one back to where they end.

    loosely: the sentence names units for certain, so that 局农饮股 can be one too.
    """
    names: list[str] = []
    pieces = SEPARATOR.split(
        re.sub(r"等(?:相关|有关)?(?:部门|单位)?$", "", WILL.sub("", text.strip(" ，,、")))
    )
    for piece in reversed(pieces):
        piece = piece.strip().lstrip(OPENING)
        bare = re.sub(r"^.*由|^(?:会同|和|及|与)", "", piece)
        whole = loosely and len(bare) <= LONGEST_UNKNOWN and (looks_like_unit(bare) or _is_office(bare))
        name = _excepting(piece) or _name_at_end(piece, known) or (bare if whole else "")
        if not name:
            break
        names.insert(0, name)
        if name != re.sub(r"^(?:由|会同|和|及|与|以及)", "", piece):
            break
    return names


def _excepting(piece: str) -> str:
    """除绥棱镇外的各乡镇 is one name."""
    bare = re.sub(r"^.*由|^(?:会同|和|及|与)", "", piece)
    return bare if exception_in(bare) else ""


def _is_office(piece: str) -> bool:
    """县委负责同志; of whose offices 县委、县政府主要负责同志 speaks is left open."""
    return bool(OFFICE_END.search(piece)) and not re.search(r"主要|有关|相关|分管", piece)


def _name_at_end(piece: str, known: Known) -> str:
    """The longest end of a piece that is a unit's name."""
    if known(piece):
        return piece
    for head in HEADS.finditer(piece):
        name = piece[head.start() :]
        before = piece[: head.start()]
        if known(name):
            return name
        if (
            looks_like_unit(name)
            and len(name) <= LONGEST_UNKNOWN
            and (not before or before.endswith(("由", "会同", "和", "及", "与")))
        ):
            return name
    return ""
