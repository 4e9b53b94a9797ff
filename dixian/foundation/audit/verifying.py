"""`dixian audit verify`: recompute every seal and name what does not fit."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q, QuerySet

from dixian.foundation.audit.models import Entry, Seal
from dixian.foundation.audit.roots import noted_roots
from dixian.foundation.audit.sealing import FIELDS, GENESIS, Position, chain, last_position, leaf, unsealed
from dixian.foundation.audit.triggers.install import missing

LEAF = 40


@dataclass
class Verdict:
    """Ids of entries that were changed, are missing or were inserted; seals and roots that do not fit."""

    sealed: int = 0
    unsealed: int = 0
    changed: list[int] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    inserted: list[int] = field(default_factory=list)
    broken_seals: list[int] = field(default_factory=list)
    broken_roots: list[int] = field(default_factory=list)
    missing_triggers: list[str] = field(default_factory=list)

    @property
    def intact(self) -> bool:
        """Whether nothing at all was found."""
        return not (
            self.changed
            or self.missing
            or self.inserted
            or self.broken_seals
            or self.broken_roots
            or self.missing_triggers
        )

    def sentence(self) -> str:
        """The verdict in Chinese, with the numbers of the entries concerned."""
        lines = [f"已封存 {self.sealed} 条，尚未封存 {self.unsealed} 条。"]
        found = {
            "被改动的条目": self.changed,
            "缺失的条目": self.missing,
            "封存之后插入的条目": self.inserted,
            "断裂的封存": self.broken_seals,
            "与外部根值不符的封存": self.broken_roots,
            "缺失的触发器": self.missing_triggers,
        }
        lines += [f"{name}：{'、'.join(map(str, what))}" for name, what in found.items() if what]
        lines.append("留痕完整。" if self.intact else "留痕不完整，请立即报告审计管理员，不要再写入。")
        return "\n".join(lines)


def verify() -> Verdict:
    """Recompute all. Reads entries seal by seal, so memory stays bounded."""
    verdict = Verdict(missing_triggers=missing())
    before, head = Position(0, 0), GENESIS
    heads = {}
    for seal in Seal.objects.order_by("id").iterator(chunk_size=10):
        _verify_seal(seal, before, head, verdict)
        before, head = Position(seal.last_xid, seal.last_id), seal.head
        heads[seal.id] = seal.head
    noted = dict(noted_roots())
    verdict.broken_roots = sorted(
        seal_id for seal_id in noted.keys() | heads.keys() if noted.get(seal_id) != heads.get(seal_id)
    )
    verdict.unsealed = unsealed(last_position()).count()
    return verdict


def _verify_seal(seal: Seal, before: Position, head: str, verdict: Verdict) -> None:
    leaves = bytes(seal.leaves)
    if seal.previous != head or chain(seal.previous, leaves) != seal.head:
        verdict.broken_seals.append(seal.id)
    expected = dict(_split(leaves))
    found = {row[0]: leaf(row) for row in _between(before, seal).values_list(*FIELDS)}
    verdict.sealed += len(expected)
    verdict.missing += sorted(expected.keys() - found.keys())
    verdict.inserted += sorted(found.keys() - expected.keys())
    verdict.changed += sorted(id_ for id_ in expected.keys() & found.keys() if expected[id_] != found[id_])


def _split(leaves: bytes) -> Iterator[tuple[int, bytes]]:
    for start in range(0, len(leaves), LEAF):
        yield int.from_bytes(leaves[start : start + 8]), leaves[start + 8 : start + LEAF]


def _between(before: Position, seal: Seal) -> QuerySet[Entry]:
    later = unsealed(before)
    if connection.vendor != "postgresql":
        return later.filter(id__lte=seal.last_id)
    return later.filter(Q(xid__lt=seal.last_xid) | Q(xid=seal.last_xid, id__lte=seal.last_id))
