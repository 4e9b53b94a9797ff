"""`dixian audit verify`: recompute every seal and name what does not fit."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import connection
from django.db.models import Q, QuerySet

from dixian.foundation.audit.models import Entry, Seal
from dixian.foundation.audit.reads import unreadable_notes
from dixian.foundation.audit.roots import noted_roots
from dixian.foundation.audit.sealing import FIELDS, GENESIS, Position, chain, horizon, leaf, unsealed
from dixian.foundation.audit.triggers.install import drift
from dixian.foundation.kernel import clock

LEAF = 40
# The sealer notes the root right after its commit; later than this, somebody took the note away.
NOTED_WITHIN = timedelta(minutes=10)


@dataclass
class Verdict:
    """Ids of entries that were changed, are missing or were inserted; what else does not fit.

    sealed, unsealed: how many entries are under a seal, and how many are the tail.
    """

    sealed: int = 0
    unsealed: int = 0
    changed: list[int] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    inserted: list[int] = field(default_factory=list)
    broken_seals: list[int] = field(default_factory=list)
    broken_roots: list[int] = field(default_factory=list)
    triggers: list[str] = field(default_factory=list)
    unreadable_reads: int = 0
    numbers_fell: bool = False

    @property
    def intact(self) -> bool:
        """Whether nothing at all was found."""
        return not any(found for _, found in self._found())

    def sentence(self) -> str:
        """The verdict in Chinese, with the numbers of the entries concerned."""
        lines = [f"已封存 {self.sealed} 条，尚未封存 {self.unsealed} 条。"]
        lines += [f"{name}：{'、'.join(map(str, what))}" for name, what in self._found() if what]
        lines.append("留痕完整。" if self.intact else "留痕不完整，请立即报告审计管理员，不要再写入。")
        return "\n".join(lines)

    def _found(self) -> Iterator[tuple[str, list[int] | list[str]]]:
        yield "被改动的条目", self.changed
        yield "缺失的条目", self.missing
        yield "封存之后插入的条目", self.inserted
        yield "断裂的封存", self.broken_seals
        yield "与外部根值不符的封存", self.broken_roots
        yield "触发器", self.triggers
        yield "读不出的查看记录", [self.unreadable_reads] if self.unreadable_reads else []
        yield "事务号", ["比封存的小，恢复数据库之后须先运行 dixian setup"] if self.numbers_fell else []


def verify() -> Verdict:
    """Recompute all. Reads entries seal by seal, so memory stays bounded."""
    verdict = Verdict(triggers=drift(), unreadable_reads=unreadable_notes())
    # Before the seals: one made meanwhile is then a seal without a note, not a note without a seal.
    noted = list(noted_roots())
    before, head = Position(0, 0), GENESIS
    heads = {}
    fresh = set()
    for seal in Seal.objects.order_by("id").iterator(chunk_size=10):
        _verify_seal(seal, before, head, verdict)
        before, head = Position(seal.last_xid, seal.last_id), seal.head
        heads[seal.id] = seal.head
        if clock.wall() - seal.at < NOTED_WITHIN:
            fresh.add(seal.id)
    wrong = {seal_id for seal_id, root in noted if heads.get(seal_id) != root}
    highest = max((seal_id for seal_id, _ in noted), default=0)
    late = {seal_id for seal_id in heads if seal_id > highest and seal_id in fresh}
    verdict.broken_roots = sorted(wrong | (heads.keys() - {seal_id for seal_id, _ in noted} - late))
    _verify_tail(before, verdict)
    return verdict


def _verify_seal(seal: Seal, before: Position, head: str, verdict: Verdict) -> None:
    leaves = bytes(seal.leaves)
    expected = dict(_split(leaves))
    fits = seal.previous == head and chain(seal.previous, leaves) == seal.head
    if not fits or seal.count != len(expected):
        verdict.broken_seals.append(seal.id)
    found = {row[0]: leaf(row) for row in _between(before, seal).values_list(*FIELDS)}
    verdict.sealed += len(expected)
    verdict.missing += sorted(expected.keys() - found.keys())
    verdict.inserted += sorted(found.keys() - expected.keys())
    verdict.changed += sorted(id_ for id_ in expected.keys() & found.keys() if expected[id_] != found[id_])


def _verify_tail(last: Position, verdict: Verdict) -> None:
    verdict.unsealed = unsealed(last).count()
    limit = horizon()
    if limit is None:
        # SQLite numbers from 1 on, and sealing begins there.
        verdict.inserted += Entry.objects.filter(id__lt=1).order_by("id").values_list("id", flat=True)
        return
    # No trigger leaves the number out, and no sealer ever comes to such a row.
    verdict.inserted += Entry.objects.filter(xid=None).order_by("id").values_list("id", flat=True)
    verdict.numbers_fell = limit < last.xid


def _split(leaves: bytes) -> Iterator[tuple[int, bytes]]:
    for start in range(0, len(leaves), LEAF):
        yield int.from_bytes(leaves[start : start + 8]), leaves[start + 8 : start + LEAF]


def _between(before: Position, seal: Seal) -> QuerySet[Entry]:
    later = unsealed(before)
    if connection.vendor != "postgresql":
        return later.filter(id__lte=seal.last_id)
    return later.filter(Q(xid__lt=seal.last_xid) | Q(xid=seal.last_xid, id__lte=seal.last_id))
