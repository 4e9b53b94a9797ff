"""`dixian audit verify`: recompute every seal and name what does not fit."""

from collections.abc import Iterable, Iterator

from django.db import connection

from dixian.foundation.audit import context
from dixian.foundation.audit.beside import Tell, silent, trouble_beside
from dixian.foundation.audit.models import Seal
from dixian.foundation.audit.noting import CRASH_WINDOW, Seals, disagreements
from dixian.foundation.audit.positions import (
    BEGINNING,
    Position,
    Table,
    horizon,
    leaf,
    of_its_type,
    sealed_tables,
)
from dixian.foundation.audit.reads import trouble_with_reads
from dixian.foundation.audit.roots import inside_home, noted_roots, roots_folder
from dixian.foundation.audit.sealing import GENESIS, chain
from dixian.foundation.audit.transactions import reading
from dixian.foundation.audit.triggers.install import drift
from dixian.foundation.audit.verdict import Rows, Verdict
from dixian.foundation.kernel import clock

WHAT = "逐条核验留痕"
LEAF = 40
# A minute is usual; a long import may hold the horizon back for some more.
SEALED_WITHIN = CRASH_WINDOW
VERIFIER = context.Acting(actor="system:verifier", settings=(("dixian.all", "1"),))


def verify(*, contents: bool = False, tell: Tell = silent) -> Verdict:
    """Recompute all, seal by seal, so that memory stays bounded; then what higher rooms keep outside the database.

    contents: that is read, not only looked for. tell: how far it is.
    """
    # Without the county's reach row security hides rows, and what is hidden would be missing.
    with context.acting(VERIFIER):
        tell(WHAT, 0, 1)
        drifted = drift()
        with reading():
            verdict = _verify(Verdict(drifted=drifted, reads=trouble_with_reads()))
        tell(WHAT, 1, 1)
        verdict.files = trouble_beside(contents=contents, tell=tell)
    return verdict


def _verify(verdict: Verdict) -> Verdict:
    # Before the seals: one made meanwhile is then a seal without a note, not a note without a seal.
    lines = list(noted_roots())
    tables = {table.name: table for table in sealed_tables()}
    ends = dict.fromkeys(tables, BEGINNING)
    seals, head = Seals(), GENESIS
    for seal in _chain():
        before = ends.get(seal.table, BEGINNING)
        in_chain = seal.previous == head and chain(seal, before) == seal.head
        whole = _verify_rows(seal, tables.get(seal.table), before, verdict)
        if not (seals.in_turn(seal) and in_chain and whole):
            verdict.broken_seals.append(seal.pk)
        ends[seal.table], head = Position(seal.last_xid, seal.last_id), seal.head
        seals.add(seal)
    verdict.roots = list(disagreements(lines, seals))
    for name, table in tables.items():
        _verify_tail(table, ends[name], verdict)
    if inside_home():
        verdict.advice.append(
            f"外部根值文件夹 {roots_folder()} 与数据在同一处，能改数据的人也能改它；"
            "请把 DIXIAN_ROOTS 设到另一块盘或另一台机器"
        )
    return verdict


def _chain() -> Iterator[Seal]:
    """All seals in order, one in memory."""
    last = 0
    while seal := Seal.objects.filter(id__gt=last).order_by("id").first():
        yield seal
        last = seal.pk


def _verify_rows(seal: Seal, table: Table | None, before: Position, verdict: Verdict) -> bool:
    """Compare a seal's rows with its leaves. False where the seal itself can't be read."""
    expected = dict(_split(bytes(seal.leaves)))
    verdict.sealed += len(expected)
    columns = seal.columns.split() or (table.columns if table else ())
    if table is None or not set(columns) <= set(table.columns) or seal.count != len(expected):
        return False
    rows = table.rows(before, Position(seal.last_xid, seal.last_id), columns)
    found = {
        id_: leaf(values, seal.rule) if of_its_type(columns, values, table.binary) else b""
        for _, id_, *values in rows
    }
    _name(verdict.missing, table, expected.keys() - found.keys())
    _name(verdict.inserted, table, found.keys() - expected.keys())
    both = expected.keys() & found.keys()
    _name(verdict.changed, table, (id_ for id_ in both if expected[id_] != found[id_]))
    return True


def _verify_tail(table: Table, end: Position, verdict: Verdict) -> None:
    count, since = table.waiting(end)
    verdict.unsealed += count
    if since and clock.wall() - since > SEALED_WITHIN:
        verdict.late.append(f"{table.name} 有 {count} 条，最早的在 {since.isoformat(timespec='minutes')}")
    _name(verdict.inserted, table, table.without_place())
    if connection.vendor == "sqlite":
        _name(verdict.missing, table, _gone(table, end))
    elif horizon().xid < end.xid:
        verdict.drifted.append(f"{table.name} 的事务号比封存的小，恢复数据库之后须先运行 dixian setup")


def _gone(table: Table, end: Position) -> Iterable[int]:
    """Ids SQLite gave to rows behind the last seal that are not there. (It takes a number back only
    together with the row, so a gap is a proof, as long as nobody adds rows and lets conflicts pass;
    PostgreSQL's sequences have gaps of undone writes, which are no proof of anything.)"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table.name])
        given = cursor.fetchone()
        cursor.execute(f"SELECT id FROM {table.name} WHERE id > %s", [end.id])  # noqa: S608
        present = {id_ for (id_,) in cursor.fetchall()}
    highest = max([given[0] if given else 0, *present])
    return (id_ for id_ in range(end.id + 1, highest + 1) if id_ not in present)


def _name(rows: Rows, table: Table, ids: Iterable[int]) -> None:
    found = sorted(ids)
    if found:
        rows[table.name] = sorted({*rows.get(table.name, []), *found})


def _split(leaves: bytes) -> Iterator[tuple[int, bytes]]:
    for start in range(0, len(leaves), LEAF):
        yield int.from_bytes(leaves[start : start + 8]), leaves[start + 8 : start + LEAF]
