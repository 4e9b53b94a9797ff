"""The loop drawn: layers of boxes from rows to decisions, each count a door, for a wide page and for a phone."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, GAP = 112, 66, 12
HEAD = 34
EDGE = 2
WIDE, NARROW = 9, 3


@dataclass(frozen=True)
class Box:
    """A count under its label and the list it opens; how many of it are late, and theirs."""

    label: str
    count: int
    door: str
    late: int = 0
    late_door: str = ""


@dataclass(frozen=True)
class Layer:
    """Boxes that together are what its title says; chained: what is in one comes into the next."""

    title: str
    boxes: Sequence[Box]
    chained: bool = False


@dataclass(frozen=True)
class Placed:
    """A box at its place; arrow: it leads to the box at its right."""

    box: Box
    x: int
    y: int
    arrow: bool

    @property
    def middle(self) -> int:
        """Where its words are centred."""
        return self.x + WIDTH // 2


@dataclass(frozen=True)
class Title:
    """The words over a layer; leads: it comes out of the layer above."""

    text: str
    y: int
    leads: bool


@dataclass(frozen=True)
class Drawing:
    """What the template draws."""

    name: str
    width: int
    height: int
    titles: Sequence[Title]
    boxes: Sequence[Placed]


def drawings(layers: Sequence[Layer]) -> list[Drawing]:
    """The same twice, as wide pages and phones show it."""
    return [drawn("wide", layers, WIDE), drawn("narrow", layers, NARROW)]


def drawn(name: str, layers: Sequence[Layer], in_a_row: int) -> Drawing:
    """Every box at its place, so many in a row; no two overlap and none lies outside."""
    titles: list[Title] = []
    placed: list[Placed] = []
    top = 0
    for number, layer in enumerate(layers):
        titles.append(Title(layer.title, top + HEAD - 12, leads=number > 0))
        top += HEAD
        last = len(layer.boxes) - 1
        for at, box in enumerate(layer.boxes):
            row, column = divmod(at, in_a_row)
            arrow = layer.chained and at < last and column < in_a_row - 1
            placed.append(Placed(box, EDGE + column * (WIDTH + GAP), top + row * (HEIGHT + GAP), arrow))
        top += (last // in_a_row + 1) * (HEIGHT + GAP)
    return Drawing(name, 2 * EDGE + in_a_row * (WIDTH + GAP) - GAP, top, titles, placed)
