"""A department's month of 100,000 rows pushed, on two clocks: upload to preview, and confirm to alerts and leads.

Compared, on the same county, the same file (one row in six dirty) and copies of the same database:

- the push: as the clerk's two clicks set it off. The first clock stops when the preview stands, the second when rows, links,
  alerts and leads are committed; what follows from that by itself (duties at the push desk, strangers handed to their
  townships, focus groups) stands in a line of its own.
- its bare parts, each once for all rows: reading into typed rows; the register opened and laid out in memory; matching in
  memory; sealing; one guarded COPY (into a table beside, as row security has it) or executemany of what the push has left
  behind: the rows, and in a line of its own what follows from them (whom the department reaches, alerts, leads, facts).
- the usual way (`push_usual.py`): openpyxl, a join, objects, `bulk_create`, to the same end. The run fails where it
  leaves other counts of rows by bin and outcome, reached households, alerts, leads or facts behind than the push.
- what another writer waits meanwhile: a small write every 20 ms, the 95th of 100.

Beside the seconds stands the processor time of this process, its children and its server process without that of the
other writer, in which all of it can be compared on a busy machine as well.

Targets: both clocks together at most twice the sum of the parts; a quarter of the usual way.
"""

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import push_usual
from benchmarks.ground import Ground, environment
from benchmarks.push_left import counted, left_behind, newest_ids, of_the_file, write_again
from benchmarks.push_parts import bare_parts
from benchmarks.push_writer import OtherWriter
from benchmarks.stored_matching import analyze
from benchmarks.support import (
    Rows,
    Target,
    on_each_database,
    parser,
    processor,
    seconds,
    server_processor,
)

SEED = 7
PREVIEW, CONFIRM, BOTH, AFTER, PARTS, USUAL, WAIT = (
    "upload to preview",
    "confirm to leads",
    "both clocks",
    "what follows by itself",
    "bare parts together",
    "the usual way",
    "another writer, p95",
)


def times(what: str) -> Callable[[Rows], float]:
    """Processor time of both clocks together, by that of something else."""

    def found(rows: Rows) -> float:
        taken = {row["what"]: row["processor"] for row in rows}
        return float(taken[BOTH] / taken[what])

    return found


TARGETS = (
    Target(2.0, "times the parts", times(PARTS)),
    Target(0.25, "times the usual way", times(USUAL)),
)


def main() -> int:
    """Measure and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--people", type=int, default=300_000)
    arguments.add_argument("--rows", type=int, default=100_000)
    return on_each_database(arguments.parse_args(), measure, *TARGETS)


def measure(asked: argparse.Namespace) -> Rows:
    """Seconds of each; the county and the file are made before any clock runs."""
    with environment(asked.database) as cluster:
        ground = Ground(cluster)
        ground.copy()
        content = settle(asked.people, asked.rows)
        analyze()
        ground.keep()
        ground.copy()
        pushing, other = Push(content), OtherWriter()
        taken = Taken(beside=other)
        since = within_all(newest_ids)
        with other.at_work():
            taken.measure(PREVIEW, pushing.upload)
            taken.measure(CONFIRM, lambda: pushing.confirm(until="alerts.judge"))
            left, ends = within_all(lambda: left_behind(since)), within_all(counted)
            taken.measure(AFTER, pushing.follow)
        taken.add(BOTH, [PREVIEW, CONFIRM])
        ground.copy()
        taken.add(PARTS, bare_parts(content, pushing.batch, left, taken.measure))
        ground.copy()
        usual_way(content, pushing.batch, left, taken)
        if (others := within_all(counted)) != ends:
            raise SystemExit(f"the usual way comes to another end: {set(others.items()) ^ set(ends.items())}")
    waited = sorted(other.waits)[int(len(other.waits) * 0.95)]
    return [*taken.rows, {"what": WAIT, "seconds": round(waited, 3), "processor": None}]


def usual_way(content: bytes, batch: Any, left: Any, taken: "Taken") -> None:
    """The peer, on a batch that stands as it does when its job begins."""
    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.audit.api import writing

    def both() -> None:
        for work in (lambda: push_usual.upload(content, batch), lambda: push_usual.confirm(batch)):
            with writing():
                work()

    with system_scope("command:benchmark"):
        with writing():
            write_again(left, of_the_file())
            # Within the transaction: outside of one PostgreSQL is not told who asks, and shows nothing.
            batch.refresh_from_db()
        taken.measure(USUAL, both)


def within_all(work: Callable[[], Any]) -> Any:
    """Read as the system that reaches everybody."""
    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.audit.api import reading

    with system_scope("command:benchmark"), reading():
        return work()


class Taken:
    """What each step took: seconds, and processor time. beside: whose work in this process is none of the steps'."""

    def __init__(self, beside: OtherWriter) -> None:
        self.rows: Rows = []
        self._beside = beside

    def measure(self, name: str, work: Callable[[], object]) -> None:
        """Do `work` and note it."""
        used: list[float] = []

        def counted() -> None:
            begun, others, server = processor(), self._beside.processor, server_processor()
            work()
            own = processor() - begun - (self._beside.processor - others)
            used.append(own + server_processor(server)[1])

        taken = seconds(counted)
        self.rows.append({"what": name, "seconds": round(taken, 3), "processor": round(used[0], 3)})

    def add(self, name: str, of: Sequence[str]) -> None:
        """A line with the sums of those named."""
        summed = [row for row in self.rows if row["what"] in of]
        sums = {of: round(sum(row[of] for row in summed), 3) for of in ("seconds", "processor")}
        self.rows.append({"what": name, **sums})


def settle(people: int, rows: int) -> bytes:
    """The county in the register, the insurer's clerk appointed, the clerk's file as bytes."""
    from benchmarks.register_load import county, load
    from dixian.foundation.areas.api import packaged_villages
    from dixian.foundation.jobs.api import drain
    from dixian.simulation.drive.staff import appoint_staff
    from dixian.simulation.world.dirt import dirty_rows
    from dixian.simulation.world.people import make_county

    load(county(people))
    # What follows from a county that came into being is none of the push's work.
    drain()
    homes = list(make_county(people=people, seed=SEED, villages=packaged_villages()))
    appoint_staff("Benchmark-2026", village=homes[0].village, tell=lambda *_: None)
    return written(dirty_rows(homes, rows=rows, seed=SEED))


def written(dirty: Any) -> bytes:
    """The rows as the insurer's workbook; every tenth amount lies above the lines. Who stands in it twice has one amount."""
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ("姓名", "身份证号", "乡镇", "村", "自付医疗费用"))
    first: dict[str, int] = {}
    for at, row in enumerate(dirty, start=1):
        tenth = first.setdefault(row.true_person or str(row.number), at) % 10
        cells = (row.name, row.number, row.township, row.village, 900 + tenth * 2000)
        sheet.write_row(at, 0, cells)
    book.close()
    return target.getvalue()


class Push:
    """The two clicks of a department's clerk."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.batch: Any = None

    def upload(self) -> None:
        """Until the preview stands."""
        from dixian.foundation.files.api import store
        from dixian.foundation.jobs.api import drain
        from dixian.foundation.kernel import clock
        from dixian.foundation.kernel.calendar import Month
        from dixian.simulation.drive.month import XLSX, request_of
        from dixian.warning.submissions.api import kinds_of, receive

        with request_of("yibao") as post:
            stored = store([self.content], name="自付.xlsx", content_type=XLSX, purpose="报送")
            (kind,) = [one for one in kinds_of([post.unit_id]) if one.code == "yb_zifu"]
            self.batch = receive(kind=kind, month=Month.of(clock.today()), stored=stored, post=post)
        drain()

    def confirm(self, until: str) -> None:
        """Until every alert has its lead: up to the end of the job of this name, one step of the queue after another."""
        from dixian.foundation.jobs.api import Job, drain
        from dixian.simulation.drive.month import request_of
        from dixian.warning.submissions.api import Batch, commit

        with request_of("yibao") as post:
            batch = Batch.objects.select_related("submission").get(pk=self.batch.pk)
            commit(batch=batch, post=post, word="测量用")
        while not Job.objects.filter(name=until, finished_at__isnull=False).exists():
            drain(most=1)

    def follow(self) -> None:
        """Until nothing is left to do."""
        from dixian.foundation.jobs.api import drain

        drain()


if __name__ == "__main__":
    sys.exit(main())
