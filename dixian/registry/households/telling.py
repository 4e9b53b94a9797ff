"""What rooms above know of a household, for tables people fill in: a room declares it, the table asks for it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability


@dataclass(frozen=True)
class Telling:
    """code; title; the headers people write over it; the right to see it; household -> text, of those the post reaches."""

    code: str
    title: str
    headers: tuple[str, ...]
    right: Capability
    of: Callable[[Collection[int], Post], dict[int, str]]


_tellings: dict[str, Telling] = {}


def declare(made: Telling) -> Telling:
    """Declare it once. Raises ValueError for two under one code."""
    if _tellings.setdefault(made.code, made) is not made:
        raise ValueError(f"telling {made.code} is declared twice")
    return made


def tellings() -> list[Telling]:
    """All that are declared."""
    return list(_tellings.values())
