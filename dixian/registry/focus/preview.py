"""Whom a changed line would bring in or let go; nothing is written."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.registry.focus.computing import Found, Key, computed
from dixian.registry.focus.criteria import group_of_parameter, lines


@dataclass(frozen=True)
class Preview:
    """Of the groups the parameter decides on: who is in by the present line, who would come, who would go."""

    now: int
    come: dict[Key, Found]
    go: dict[Key, Found]

    @property
    def by_village(self) -> dict[int, tuple[int, int]]:
        """Village -> how many come, how many go."""
        come = Counter(found.village for found in self.come.values())
        go = Counter(found.village for found in self.go.values())
        return {village: (come[village], go[village]) for village in sorted(come.keys() | go.keys())}


def preview(*, parameter: str, value: Decimal, post: Post) -> Preview:
    """What today's groups would be with one value put differently, of what the post reaches.

    Raises KeyError for a parameter that is no line of the focus groups.
    """
    present = lines(clock.today())
    other = present.changed(parameter, value)
    groups = group_of_parameter(parameter)
    now = computed(present, groups=groups, post=post)
    then = computed(other, groups=groups, post=post)
    come = {key: found for key, found in then.items() if key not in now}
    go = {key: found for key, found in now.items() if key not in then}
    return Preview(len(now), come, go)
