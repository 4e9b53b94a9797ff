"""The newest root goes outside, and the database remembers under which number.

Never an older one: who takes roots away must not find them noted again. The newest covers all
before it, since each head goes into the next.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from dixian.foundation.audit.models import Root, Seal
from dixian.foundation.audit.roots import Line, append_root, last_noted
from dixian.foundation.audit.transactions import writing
from dixian.foundation.kernel import clock

# The sealer notes the root right after its commit; later than this, somebody took the note away.
CRASH_WINDOW = timedelta(minutes=10)
NAMED = 20


def note_newest() -> None:
    """Note the head of the newest seal, unless it is noted or too old for its note to be merely late.

    A line that a crash left without its number in the database is taken over first.
    """
    newest = Seal.objects.order_by("-id").values_list("id", "at", "head").first()
    last = Root.objects.order_by("-number").first()
    if newest is None or (last and last.seal_id >= newest[0]) or clock.wall() - newest[1] > CRASH_WINDOW:
        return
    seal_id, at, head = newest
    number = last.number + 1 if last else 1
    line = last_noted()
    if line and line.number == number:
        _remember(line)
        if line.seal_id == seal_id:
            return
        number += 1
    append_root(clock.day_of(at), number, seal_id, head)
    _remember(Line(number, seal_id, head, ""))


def _remember(line: Line) -> None:
    with writing():
        Root.objects.create(number=line.number, seal_id=line.seal_id, head=line.head)


@dataclass
class Seals:
    """What the chain says: id -> head of every seal, those of the first version, those whose note may
    still be on its way, the greatest number of roots any of them knows of, and the newest way of sealing."""

    heads: dict[int, str] = field(default_factory=dict)
    first_version: set[int] = field(default_factory=set)
    fresh: set[int] = field(default_factory=set)
    noted: int = 0
    way: int = 0

    def in_turn(self, seal: Seal) -> bool:
        """Whether no seal before it was made in a newer way: nobody goes back to a weaker one."""
        return _way(seal) >= self.way

    def add(self, seal: Seal) -> None:
        """The next seal of the chain."""
        self.heads[seal.pk] = seal.head
        self.noted = max(self.noted, seal.noted)
        self.way = max(self.way, _way(seal))
        if not seal.columns:
            self.first_version.add(seal.pk)
        if clock.wall() - seal.at < CRASH_WINDOW:
            self.fresh.add(seal.pk)


def _way(seal: Seal) -> int:
    return seal.rule if seal.columns else 0


def disagreements(lines: list[Line], seals: Seals) -> Iterator[str]:
    """What does not fit between the lines outside, the numbers in the database and the seals."""
    remembered = {root.number: (root.seal_id, root.head) for root in Root.objects.order_by("number")}
    last = max(remembered, default=0)
    for line in lines:
        if not line.seal_id or (not line.number and line.seal_id not in seals.first_version):
            yield f"{line.place}不是本系统写的，或被改动"
        elif seals.heads.get(line.seal_id) != line.head:
            yield f"{line.place}与封存 {line.seal_id} 不符"
    present = {line.number: (line.seal_id, line.head) for line in lines if line.number}
    yield from _named("外部文件缺少编号", [n for n, said in remembered.items() if present.get(n) != said])
    most = max(last, seals.noted)
    yield from _named("数据库缺少编号", [n for n in range(1, most + 1) if n not in remembered])
    # One line more than the database knows is what a crash leaves.
    yield from _named("数据库没有登记过编号", [n for n in present if n > last + 1])
    noted = {seal_id for seal_id, _ in remembered.values()}
    yield from _named("登记过而不见了的封存", sorted(noted - seals.heads.keys()))
    highest = max([*noted, *(line.seal_id for line in lines)], default=0)
    late = [seal_id for seal_id in seals.heads if seal_id > highest and seal_id not in seals.fresh]
    yield from _named("没有在外部登记的封存", late)


def _named(what: str, numbers: list[int]) -> Iterator[str]:
    if numbers:
        yield f"{what} {listed(numbers)}"


def listed(numbers: Sequence[int]) -> str:
    """The first of them, and how many there are where they are many."""
    named = "、".join(map(str, numbers[:NAMED]))
    return named if len(numbers) <= NAMED else f"{named} 等 {len(numbers)} 个"
