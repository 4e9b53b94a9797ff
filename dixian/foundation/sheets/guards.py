"""Looks at a file's bytes before any reader does."""

import io
import zipfile

from dixian.foundation.sheets.problems import NotASheet

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP = b"PK\x03\x04"
LARGEST_UNPACKED = 600 * 1024 * 1024
REMEDY = "在 Excel 或 WPS 里打开，另存为“Excel 工作簿（.xlsx）”后再报"


def refuse_unreadable(content: bytes, *, name: str) -> None:
    """Raises NotASheet for an empty, locked, bursting or foreign file; says which and what to do."""
    if not content:
        raise NotASheet(f"文件“{name}”是空的", "重新导出后再报")
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise NotASheet(f"文件“{name}”设了打开密码，读不了", "去掉密码后再报")
        return
    if content.startswith(ZIP):
        _refuse_bursting(content, name=name)
        return
    if not _is_text(content):
        raise NotASheet(f"文件“{name}”不是 Excel 表格", REMEDY)


def is_csv(content: bytes) -> bool:
    """Whether the content is plain text rather than a workbook."""
    return not content.startswith((OLE, ZIP))


def _refuse_bursting(content: bytes, *, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
            names = archive.namelist()
    except zipfile.BadZipFile:
        raise NotASheet(f"文件“{name}”不完整，打不开", "重新导出或重新传一次") from None
    if unpacked > LARGEST_UNPACKED:
        raise NotASheet(
            f"文件“{name}”展开后有 {unpacked // 1024 // 1024} MB，超过能读的大小", "拆成几个文件再报"
        )
    if not any(part.startswith("xl/") or part == "content.xml" for part in names):
        raise NotASheet(f"文件“{name}”不是 Excel 表格", REMEDY)


def _is_text(content: bytes) -> bool:
    head = content[:4096]
    if b"\0" in head or head.lstrip()[:1] in (b"<", b"%", b"{"):
        return False
    return b"," in head or b"\t" in head
