"""A superior's table and what came back of it, read in a process of its own."""

from typing import Any

from dixian.directives.blanks.engine.layout import Layout, layout_from
from dixian.directives.blanks.models import Blank
from dixian.foundation.files.api import content_of
from dixian.foundation.kernel.apart import Died, TookTooLong, apart
from dixian.foundation.kernel.problems import Refusal

LONGEST_WAIT = 60.0
READER, RETURNED, ROLL = (
    f"dixian.directives.blanks.engine.{name}" for name in ("layout", "returned", "roll")
)


def content_of_blank(row: Blank) -> bytes:
    """The superior's table. Raises Refusal where there is none yet."""
    if row.source is None:
        raise Refusal("还没有上传空表", "先上传上级的空表")
    return content_of(row.source)


def read_apart(module: str, given: Any, remedy: str) -> Any:
    """What the reader tells. Raises Refusal, also where it says what is wrong."""
    try:
        found = apart(module, given, seconds=LONGEST_WAIT)
    except (Died, TookTooLong):
        raise Refusal("这份表格读不了", remedy) from None
    if isinstance(found, dict) and "wrong" in found:
        raise Refusal(*found["wrong"])
    return found


def layout_of_blank(row: Blank) -> Layout:
    """What stands where in the superior's table, with who stands in it, which is kept in the file alone."""
    layout = layout_from(row.layout)
    return (
        layout_from(read_apart(READER, content_of_blank(row), "另存为 .xlsx 再上传"))
        if layout.is_roll
        else layout
    )
