"""Evidence packs are made in the background."""

from dixian.directives.inspections.packs import make, not_made
from dixian.foundation.jobs.api import Lane, Progress, job, once


@job("inspections.pack", lane=Lane.LONG, failed=not_made)
def make_pack(progress: Progress, pack_id: int) -> None:
    """A pack, once, however often this runs."""
    progress.step(0, 1, "收集材料")
    with once("made") as fresh:
        if fresh:
            make(pack_id)
    progress.step(1, 1, "已生成")
