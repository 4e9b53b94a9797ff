"""Paragraphs as a tree of numbered headings, and which of its nodes are the paper's tasks."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from dixian.directives.workplans.engine.endings import TO_ALL, without_tails
from dixian.directives.workplans.engine.markers import (
    ARABIC,
    BRACKETED,
    CHAPTER,
    DEEPEST_ITEM,
    DOTTED,
    DUN,
    INNER,
    PART,
    SECTION,
    TASK,
    Marker,
    marker_of,
)
from dixian.directives.workplans.engine.statements import Known, statements_of, without

# Sections that tell what a paper is for; nothing in them is a task.
PREAMBLE = re.compile(
    r"^(?:总体(?:思路|要求|目标|工作思路)|指导思想|基本原则|工作(?:目标|原则|思路)|主要(?:目标|指标)|目标(?:任务|要求)?|"
    r"编制(?:依据|背景)|起草|适用范围|背景|基本情况|有关说明|说明|总则|附则"
    r"|(?:补助|补贴|资助|救助|奖补|奖励|扶持|支持|申报|申请|适用|实施|培训|认定|保障)(?:对象|标准|范围|条件|依据)"
    r"(?:[和及与、](?:对象|标准|范围|条件|依据))?[。:：]?$)"
)
# 本办法自印发之日起施行，由县农业农村局负责解释: what a paper says of itself.
OF_ITSELF = re.compile(
    r"^本(?:办法|方案|细则|规定|通知|要点|意见|制度|规则|计划|清单)(?:由[^，。；]{2,30}负责解释[，；。]?)?"
    r"(?:自[^，。；]{2,20}起(?:开始)?(?:施行|实施|执行|生效))?(?:[，；。]?(?:有效期[^，。；]{1,12}|由[^，。；]{2,30}负责解释))?[。]?$"
)


@dataclass
class Node:
    """A marker with its paragraphs, and what stands below it. closing: what speaks of all of it behind its last part."""

    marker: Marker | None = None
    paragraphs: list[str] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    above: "Node | None" = None
    closing: str = ""

    @property
    def level(self) -> int:
        return self.marker.level if self.marker else -1

    @property
    def heading(self) -> str:
        """The first line behind the marker."""
        return self.paragraphs[0] if self.paragraphs else ""

    def text(self) -> str:
        """The paragraphs of this node alone."""
        return "\n".join(self.paragraphs)

    def whole(self) -> str:
        """The text with everything below it, the markers included."""
        below = (f"{child.marker.written if child.marker else ''}{child.whole()}" for child in self.children)
        return "\n".join(filter(None, (self.text(), *below, self.closing)))


@dataclass(frozen=True)
class Task:
    """A node that is a task: its text, and the words about units that stand over it and hold for it too."""

    node: Node
    inherited: str = ""


def tree_of(
    paragraphs: Sequence[str], known: Known, mark: Callable[[str], Marker | None] = marker_of
) -> Node:
    """The outline; known: whether a name is a unit's; mark: the number a paragraph has. What is deeper than an item stays text."""
    root = Node()
    at = root
    kept = list(without_tails(paragraphs))
    within = _tasks_within_brackets(kept, mark)
    parts = _tasks_below_items(kept, known)
    for place, paragraph in enumerate(kept):
        marker = mark(paragraph)
        if marker is None or (marker.level > DEEPEST_ITEM and place not in parts):
            at.paragraphs.append(paragraph)
            continue
        if within and marker.level == TASK:
            marker = replace(marker, level=INNER)
        while at.level >= marker.level and at.above is not None:
            at = at.above
        node = Node(marker, [paragraph[marker.length :].strip()], above=at)
        at.children.append(node)
        at = node
    _drop_closing(root, at, known)
    return root


def _tasks_within_brackets(paragraphs: Sequence[str], mark: Callable[[str], Marker | None]) -> bool:
    """Whether 问题1： stands below （一） and not above it: right behind its heading, where the first of them begins."""
    before = None
    for paragraph in paragraphs:
        marker = mark(paragraph)
        if marker and marker.level == TASK:
            return before is not None and before.level == BRACKETED
        before = marker or before
    return False


def _drop_closing(root: Node, last: Node, known: Known) -> None:
    """What the paper says to all behind its last task is no part of it, unless its tasks have such paragraphs."""
    others = [one for one in _walk(root) if one.marker and not one.children and one is not last]
    several = any(_unsaid(paragraph, known) for one in others for paragraph in one.paragraphs[1:])
    while last.marker and others and len(last.paragraphs) > 1 and TO_ALL.match(last.paragraphs[-1]):
        told = any(statements_of(paragraph, known) for paragraph in last.paragraphs[:-1])
        if not _unsaid(last.paragraphs[-1], known) or (several and not told):
            return
        last.paragraphs.pop()


def _unsaid(paragraph: str, known: Known) -> bool:
    """Whether a paragraph says more than who does it."""
    return not statements_of(paragraph, known)


def _tasks_below_items(paragraphs: Sequence[str], known: Known) -> set[int]:
    """Which paragraphs numbered 1.1, （1） or ① are tasks: runs of them in which each says who does it.

    Not those within a 1., which is the task; but 1.1 names the item it stands in itself, and may.
    """
    found: set[int] = set()
    run: list[int] = []
    above, level = None, None
    for place, paragraph in [*enumerate(paragraphs), (len(paragraphs), "1.")]:
        marker = marker_of(paragraph)
        if marker is None:
            continue
        if marker.level == level:
            run.append(place)
            continue
        dotted = level == DOTTED
        if (dotted or (above != ARABIC and len(run) > 1)) and _each_tells(run, paragraphs, place, known):
            found.update(run)
        above = marker.level if marker.level <= DEEPEST_ITEM else above
        level, run = (marker.level, [place]) if marker.level > DEEPEST_ITEM else (None, [])
    return found


def _each_tells(run: Sequence[int], paragraphs: Sequence[str], end: int, known: Known) -> bool:
    """Whether each part, with what stands below it, says who does it."""
    bounds = zip(run, [*run[1:], end], strict=True)
    return all(statements_of("\n".join(paragraphs[at:behind]), known) for at, behind in bounds)


def tasks_of(root: Node, known: Known) -> list[Task]:
    """The tasks, in order. known: whether a name is a unit's."""
    telling = {id(node) for node in _walk(root) if node.marker and statements_of(node.text(), known)}
    for node in _walk(root):
        _raise_what_closes(node, telling, known)
    # Levels at which some heading's own parts say who does them: there the parts are the tasks.
    split = {node.level for node in _walk(root) if any(_any_below(child, telling) for child in node.children)}
    return list(_tasks(root, telling, "", split | {PART, CHAPTER, SECTION, DUN}))


def _raise_what_closes(node: Node, telling: set[int], known: Known) -> None:
    """A bracket on a line of its own behind the last of several parts speaks of all of them."""
    if len(node.children) < len("两项") or not node.marker or id(node) in telling:
        return
    *others, last = node.children
    if any(_any_below(child, telling) for child in others) or last.children or id(last) not in telling:
        return
    closing = last.paragraphs[-1]
    if len(last.paragraphs) > 1 and not without(closing, statements_of(closing, known)).strip(" 。；"):
        node.closing = last.paragraphs.pop()
        telling.discard(id(last))
        telling.add(id(node))


def _tasks(node: Node, telling: set[int], inherited: str, split: set[int]) -> Iterator[Task]:
    if node.marker and PREAMBLE.match(node.heading) and not _any_below(node, telling):
        return
    if not node.children:
        if node.marker and not OF_ITSELF.match(node.text()):
            yield Task(node, "" if id(node) in telling else inherited)
        return
    below = any(_any_below(child, telling) for child in node.children)
    if node.marker and id(node) in telling and not below and (node.closing or node.level not in split):
        yield Task(node)
        return
    for child in node.children:
        yield from _tasks(child, telling, node.text() if id(node) in telling else inherited, split)


def _any_below(node: Node, telling: set[int]) -> bool:
    return any(id(one) in telling for one in _walk(node))


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _walk(child)
