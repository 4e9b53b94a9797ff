"""A paper of the tests and Word files made from it."""

import io
import zipfile
from collections.abc import Callable

from docx import Document

from dixian.foundation.papers.api import Paper, PaperKind, packaged

KIND = PaperKind(
    code="test_notice",
    title="公示",
    group="试验",
    public=True,
    template=Paper(
        issuer="{{村委会}}",
        title="公示",
        paragraphs=["自{{张贴日期}}张贴。", "说明：{{说明?}}"],
        header=("序号", "户主"),
        rows=[("{{序号}}", "{{户主}}")],
    ),
    values={"村委会": "样例村", "张贴日期": "2024年4月3日", "说明": ""},
    lists={"户": [{"序号": "1", "户主": "张样例"}, {"序号": "2", "户主": "李样例"}]},
    needed=("张贴日期", "户主"),
)


def edited(change: Callable[..., None]) -> bytes:
    """The packaged template as somebody changed it in Word."""
    document = Document(io.BytesIO(packaged(KIND)))
    change(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_part(name: str, content: bytes, *, instead: bool = False) -> bytes:
    """The packaged template with one more part in its archive, or another content of one."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packaged(KIND))) as before,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for one in before.infolist():
            if not (instead and one.filename == name):
                after.writestr(one.filename, before.read(one))
        after.writestr(name, content)
    return buffer.getvalue()


def part_of(name: str) -> bytes:
    """One part of the packaged template."""
    with zipfile.ZipFile(io.BytesIO(packaged(KIND))) as archive:
        return archive.read(name)
