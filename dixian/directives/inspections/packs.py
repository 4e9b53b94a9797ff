"""The evidence pack of a task: what its units filed as evidence, with a list and the digests, in one file (R17.5)."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from dixian.directives.inspections.enums import PackState
from dixian.directives.inspections.models import Pack
from dixian.directives.tasks.api import PortionStep, ProgressEntry, Task
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.files.api import content_of, store
from dixian.foundation.jobs.api import enqueue
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.columns import Text
from dixian.foundation.policy.api import number
from dixian.foundation.sheets.api import write_table

LIST, DIGESTS = "目录.xlsx", "SHA256SUMS.txt"
COLUMNS = [
    Text(title, title) for title in ("序号", "单位", "材料", "日期", "文件", "大小（字节）", "SHA-256")
]
DAYS = "packs.days"
ZIP = "application/zip"


@dataclass(frozen=True)
class Piece:
    """A file of the pack: whose, what it shows, of which day."""

    unit: str
    what: str
    on: date
    stored: Any


def pieces(task: Task) -> list[Piece]:
    """The paper itself, what was filed with progress and with what persons and villages did, by day."""
    entries = ProgressEntry.objects.filter(share__task=task, evidence__isnull=False)
    steps = PortionStep.objects.filter(row__share__task=task, evidence__isnull=False)
    plan = task.workplan
    found = [
        Piece(plan.issuer or "文件", f"文件原件：{plan.title}", plan.adopted_on or clock.today(), plan.source)
    ]
    found += [
        Piece(str(one.share.unit), f"进展（{one.get_state_display()}）：{one.text}", one.on, one.evidence)
        for one in entries.select_related("share__unit", "evidence").order_by("on", "id")
    ]
    found += [
        Piece(str(one.unit), f"{one.row}：{one.label} {one.text}", one.on, one.evidence)
        for one in steps.select_related("row", "unit", "evidence").order_by("on", "id")
    ]
    return [one for one in found if one.stored is not None]


@transaction.atomic
def ask_for_pack(*, task: Task, post: Post) -> Pack:
    """Let a job make the evidence pack of a task; asked again while it is being made, it is the same. Raises NotAllowed."""
    post.require(Capability.CHECK_BOOKS)
    making = Pack.objects.filter(task=task, unit=post.unit, state=PackState.MAKING).first()
    if making is not None:
        return making
    made = Pack.objects.create(task=task, unit=post.unit, made_on=clock.today())
    enqueue("inspections.pack", key=f"pack:{made.uid}", pack_id=made.pk)
    return made


def packed(chosen: list[Piece]) -> Iterator[bytes]:
    """The bytes of the zip, file after file: nothing of it lies on the disk in clear."""
    sink = _Sink()
    listed: list[list[object]] = []
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as pack:
        for at, one in enumerate(chosen, start=1):
            content = content_of(one.stored)
            name = f"材料/{at:03}_{_plain(one.unit)}_{_plain(one.stored.name)}"
            digest = hashlib.sha256(content).hexdigest()
            listed.append([str(at), one.unit, one.what, one.on.isoformat(), name, str(len(content)), digest])
            pack.writestr(_entry(name, one.on), content)
            yield sink.taken()
        day = clock.today()
        contents = write_table(title="目录", columns=COLUMNS, rows=listed)
        pack.writestr(_entry(LIST, day), contents)
        digests = [(row[6], row[4]) for row in listed] + [(hashlib.sha256(contents).hexdigest(), LIST)]
        sums = "".join(f"{digest}  {name}\n" for digest, name in digests)
        pack.writestr(_entry(DIGESTS, day), sums.encode())
    yield sink.taken()


def make(pack_id: int) -> None:
    """Make the pack; in the caller's transaction."""
    pack = Pack.objects.select_related("task__workplan__source").get(pk=pack_id)
    chosen = pieces(pack.task)
    stored = store(
        packed(chosen),
        name=f"{_plain(pack.task.title)}-迎检资料包.zip",
        content_type=ZIP,
        purpose="迎检资料包",
        expires_on=clock.today() + timedelta(days=int(number(DAYS))),
    )
    Pack.objects.filter(pk=pack_id).update(
        state=PackState.READY, stored=stored, files=len(chosen), version=pack.version + 1
    )


def not_made(message: str, pack_id: int) -> None:
    """Its background work ended without success; somebody asks again."""
    Pack.objects.filter(pk=pack_id, state=PackState.MAKING).update(state=PackState.FAILED)


def last_pack(task: Task, post: Post) -> Pack | None:
    """The pack of a task that was asked for last, as far as the post reaches it."""
    reached = Pack.objects.visible_to(post).filter(task=task)
    found: Pack | None = reached.select_related("stored").order_by("-id").first()
    return found


class _Sink(io.RawIOBase):
    """Takes what the zip writes, and gives it away; can't be sought."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._buffer += data
        return len(data)

    def taken(self) -> bytes:
        """What was written since the last time."""
        content = bytes(self._buffer)
        self._buffer.clear()
        return content


def _entry(name: str, day: date) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def _plain(text: str) -> str:
    """A name without what can't stand in one."""
    return "".join("_" if letter in '\\/:*?"<>|' or ord(letter) < 32 else letter for letter in text)[-60:]
