"""What stands in an official paper, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a paper under a heading of its own: what is said, and a table."""

    title: str
    paragraphs: Sequence[str] = ()
    header: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = field(default_factory=tuple)


@dataclass(frozen=True, kw_only=True)
class Paper:
    """An official paper. issuer: 发文机关标志; number: 发文字号, "" where it has none; to: 主送机关.

    paragraphs: the body before the table; header, rows: the table. parts: what follows under headings.
    signed, day: who issues it, and when. places: lines left to be filled in by hand behind the table, such as 经办人 or （盖章）.
    """

    issuer: str
    title: str
    number: str = ""
    to: str = ""
    paragraphs: Sequence[str] = ()
    header: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = field(default_factory=tuple)
    parts: Sequence[Part] = ()
    places: Sequence[str] = ()
    signed: str = ""
    day: str = ""


@dataclass(frozen=True)
class Filling:
    """What is filled into a template: placeholder -> text, and list -> its rows, each placeholder -> text."""

    values: Mapping[str, str]
    lists: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
