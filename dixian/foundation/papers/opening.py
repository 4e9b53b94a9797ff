"""A Word file somebody sent as a template: what may lie in it at all, looked at before it is read as one.

A template is filled and handed out again, so nothing may travel in it that runs, is fetched from elsewhere or lies hidden.
"""

import io
import re
import zipfile
import zlib
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from lxml.etree import XMLSyntaxError

from dixian.foundation.kernel.problems import Refusal

LARGEST, UNPACKED, MOST_PARTS = 2 * 1024 * 1024, 20 * 1024 * 1024, 400
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# Part of a name in the archive -> what it is called.
CARRIES = {
    "vbaproject": "宏",
    "/embeddings/": "嵌入的文件",
    "/activex/": "控件",
    "oleobject": "嵌入的对象",
    "afchunk": "插入的其他文件",
    "/comments": "批注",
    "attachedtoolbars": "宏",
    "customui": "自定义按钮",
}
OUTSIDE = re.compile(rb'TargetMode\s*=\s*["\']External["\']')
FIELDS = re.compile(rb"<w:instrText[^>]*>([^<]*)<|w:instr\s*=\s*[\"']([^\"']*)", re.IGNORECASE)
HARMLESS = re.compile(r"[\s\\*]*(?:PAGE|NUMPAGES|MERGEFORMAT|ARABIC|[\s\\*\-0-9])*\s*")
# What a file that is no archive, a damaged one, one without its main part or with broken XML raises.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    PackageNotFoundError,
    XMLSyntaxError,
    KeyError,
    ValueError,
    OSError,
    NotImplementedError,
)
REMEDY = "在 Word 或 WPS 里另存一份干净的 .docx 再上传"


def opened(content: bytes) -> Any:
    """The document of a template. Raises Refusal where it is none, too large, or carries what it may not."""
    if len(content) > LARGEST:
        raise Refusal("模板文件太大，最大 2 MB", "去掉里面的图片再上传")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _parts(archive)
        _refuse_carried(parts)
        return Document(io.BytesIO(content))
    except BROKEN:
        raise Refusal("这不是 Word 文档（.docx）", "下载现行模板，改好以后保存为 .docx 再上传") from None


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    found = archive.infolist()
    if len(found) > MOST_PARTS or sum(one.file_size for one in found) > UNPACKED:
        raise Refusal("模板文件里的内容太多", "去掉里面的图片再上传")
    return {one.filename.lower(): _read(archive, one) for one in found}


def _read(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    """What an entry says of its size is anybody's word."""
    with archive.open(one) as part:
        content = part.read(UNPACKED + 1)
    if len(content) > UNPACKED:
        raise Refusal("模板文件里的内容太多", "去掉里面的图片再上传")
    return content


def _refuse_carried(parts: dict[str, bytes]) -> None:
    found = [said for name in parts for part, said in CARRIES.items() if part in f"/{name}"]
    text = b"".join(content for name, content in parts.items() if name.endswith((".xml", ".rels")))
    if MAIN.encode() not in parts.get("[content_types].xml", b""):
        found.append("宏")
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        found.append("外部定义")
    if OUTSIDE.search(text):
        found.append("指向文件以外的链接")
    if any(not HARMLESS.fullmatch(_field(one)) for one in FIELDS.findall(text)):
        found.append("域代码（页码除外）")
    if b"<w:ins " in text or b"<w:del " in text:
        found.append("修订痕迹")
    if b"<w:vanish/>" in text:
        found.append("隐藏文字")
    if found:
        raise Refusal(f"模板里有{'、'.join(dict.fromkeys(found))}，不能用作模板", f"删去以后，{REMEDY}")


def _field(found: tuple[bytes, bytes]) -> str:
    return b"".join(found).decode("utf-8", "replace")
