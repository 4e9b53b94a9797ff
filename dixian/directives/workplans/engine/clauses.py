"""The words of a statement taken apart: which list of units stands in which role."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from dixian.directives.workplans.engine.words import (
    BARE_LABEL,
    BARE_LIMIT,
    CLOSING,
    DIVISION,
    FIRST_RULE,
    HELP,
    LABEL,
    LEAD,
    LIMIT,
    MAIN,
    OPENING,
    OTHER_LABEL,
    PERSON,
    ROLE_OF_WORD,
    SAME_BELOW,
    VERB,
    VERB_BEHIND,
    looks_like_unit,
    names_person,
    role_of_label,
)

# Behind the end of a name a label of these words begins, though what stood between was lost: 县教育局责任单位：.
LOST = (
    r"(?<=[局委办部厅署院社会联队所站司镇乡校行])(?:牵头|责任|配合|协办|参与|主办|承办)(?:单位|部门)\s*[:：]"
)
LABEL_START = re.compile(
    rf"((?<![一-龥A-Za-z0-9“”《》])(?:{LABEL.pattern}|{BARE_LABEL.pattern}|{BARE_LIMIT}|{OTHER_LABEL})|{LOST})"
)
# What a name may begin behind, and how much longer than up to a verb it may be.
NAME_STARTS = re.compile(r"[、，,；;：:。/\s（(〔]|会同|由")
LONGEST_REST = 12
Known = Callable[[str], bool]
JOINING = re.compile(
    r"(?<=[^，,、；;。\s])(?:会同|会商)(?=[^，,、；;。\s])|(?<=[局委办部厅会])商(?=[省市县区各有相])"
)


@dataclass
class Clauses:
    """(role, list of units as written), in the order of the paper; people and limits beside them."""

    said: list[tuple[str, str]] = field(default_factory=list)

    def add(self, role: str, words: str) -> None:
        """File one list under its role."""
        words = words.strip(" ，,、；;。\n")
        if words:
            self.said.append((role, words))

    def of(self, *roles: str) -> list[str]:
        """The lists of these roles, in the order of the paper."""
        return [words for role, words in self.said if role in roles]


def clauses_of(words: str, known: Known) -> Clauses:
    """What a statement says. Labels come first; verbs (牵头, 负责, 配合) within what follows each.

    known: whether a name is a unit's; a verb within one is none.
    """
    found = Clauses()
    words = DIVISION.sub("", SAME_BELOW.sub("", FIRST_RULE.sub("", words)))
    labels = [one for one in LABEL_START.finditer(words) if _depth(words[: one.start(1)]) == 0]
    start = labels[0].start() if labels else len(words)
    _by_verbs(words[:start], "", found, known)
    ends = [one.start() for one in labels[1:]] + [len(words)]
    for label, end in zip(labels, ends, strict=False):
        role = role_of_label(label[1])
        if role in (PERSON, LIMIT):
            found.add(role, words[label.start(1) : end])
        else:
            _by_verbs(words[label.end() : end], role, found, known)
    return found


def _by_verbs(words: str, labelled: str, found: Clauses, known: Known) -> None:
    words = _one_by_one(words, labelled, found)
    at, said = 0, False
    for verb in _verbs(words, known):
        names = words[at : verb.start()]
        if said:
            names = _without_object(names, known)
        role = _role(verb, labelled)
        at = verb.end()
        if not names.strip(" ，,、；;。由"):
            continue
        said = True
        kept, names = _kept_apart(names, role, labelled)
        found.add(labelled, kept)
        first, _, others = _joined_by(names)
        found.add(role, first)
        found.add(HELP if role == MAIN else MAIN, others)
    rest = words[at:]
    # Behind the last verb stand further units, or what is to be done.
    goes_on = not said or _may_be_name(re.split(r"[、，,；;]", rest.strip(" ，,、；;。"))[0], known)
    if labelled and goes_on:
        found.add(labelled if not said or labelled != LEAD else MAIN, rest)
    elif goes_on:
        found.add(MAIN, rest)


def _without_object(names: str, known: Known) -> str:
    """What follows a verb at once and is no name is what is done: 负责资金保障，县教育局落实."""
    first = re.split(r"[、，,；;。]", names)[0]
    return names if not first.strip() or _may_be_name(first.strip(), known) else names[len(first) :]


def _may_be_name(words: str, known: Known) -> bool:
    return known(words) or looks_like_unit(words) or names_person(words)


def _verbs(words: str, known: Known) -> Iterator[re.Match[str]]:
    """The verbs outside of brackets and of names the county knows."""
    for verb in VERB.finditer(words):
        if _depth(words[: verb.start()]) == 0 and not _in_name(words, verb, known):
            yield verb


def _in_name(words: str, verb: re.Match[str], known: Known) -> bool:
    starts = [one.end() for one in NAME_STARTS.finditer(words, 0, verb.start())]
    start = starts[-1] if starts else 0
    if start == verb.start() or known(words[start : verb.start()]):
        return False
    ends = range(verb.start() + 1, min(len(words), verb.end() + LONGEST_REST) + 1)
    return any(known(words[start:end]) for end in ends)


def _role(verb: re.Match[str], labelled: str) -> str:
    role = str(verb.lastgroup)
    return labelled if role == MAIN and labelled else role


def _kept_apart(names: str, role: str, labelled: str) -> tuple[str, str]:
    """牵头单位：A；B、C配合: who stands under the label, and of whom the verb speaks."""
    if labelled in ("", role):
        return "", names
    first, stop, others = names.rpartition("；" if "；" in names else ";")
    return (first, others) if stop else ("", names)


def _joined_by(names: str) -> tuple[str, str, str]:
    """A会同B: who leads, and whom it takes along."""
    found = JOINING.search(names)
    return (names[: found.start()], found[0], names[found.end() :]) if found else (names, "", "")


def _one_by_one(words: str, labelled: str, found: Clauses) -> str:
    """Take out what has its role in a bracket behind it: 县教育局（牵头）、县财政局."""
    kept, at = [], 0
    for verb in VERB_BEHIND.finditer(words):
        before = words[at : verb.start()]
        names = re.split(r"[，,；;、]", before)[-1]
        # 县教育局、县财政局（配合）: what is in a bracket speaks of the nearest name only.
        kept.append(before[: len(before) - len(names)])
        found.add(ROLE_OF_WORD[verb["said"]], names)
        at = verb.end()
    return "".join([*kept, words[at:]])


def _depth(words: str) -> int:
    return sum(words.count(char) for char in OPENING) - sum(words.count(char) for char in CLOSING)
