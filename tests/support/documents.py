"""Word documents and PDFs as office programs write them, made from plain values."""

import io
import zipfile
from collections.abc import Sequence
from html import escape

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def paragraph(text: str, *, number: int | None = None, level: int = 0) -> str:
    """A paragraph in two runs, as editing leaves them; with `number` one that Word numbers itself."""
    half = len(text) // 2
    runs = "".join(
        f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in (text[:half], text[half:])
    )
    listed = (
        f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        if number
        else ""
    )
    return f"<w:p>{listed}{runs}</w:p>"


def table(rows: Sequence[Sequence[str | None]]) -> str:
    """A table; None is a cell that goes on from the row above."""

    def cell(text: str | None, first: bool) -> str:
        merged = '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>" if text is None else ""
        inside = "".join(paragraph(part) for part in (text or "").split("\n"))
        return f"<w:tc><w:tcPr>{merged}</w:tcPr>{inside}</w:tc>"

    lines = []
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else [""] * len(row)
        firsts = [text is not None and under is None for text, under in zip(row, below, strict=True)]
        lines.append(
            "<w:tr>" + "".join(cell(text, first) for text, first in zip(row, firsts, strict=True)) + "</w:tr>"
        )
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def docx(*blocks: str, numbering: str = "") -> bytes:
    """A document of these blocks."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        body = "".join(block if block.startswith("<w:") else paragraph(block) for block in blocks)
        archive.writestr("word/document.xml", f"<w:document {NS}><w:body>{body}</w:body></w:document>")
        if numbering:
            archive.writestr("word/numbering.xml", f"<w:numbering {NS}>{numbering}</w:numbering>")
    return out.getvalue()


def numbering(*levels: tuple[str, str]) -> str:
    """One list (number 1) of (format, text) by level: ("chineseCounting", "（%1）")."""
    told = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="0">{told}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """Pages of lines in a font every reader has for Chinese; a page without lines is a picture's place."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    font = (
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[<</Type/Font"
        "/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
        "/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 900]"
        "/ItalicAngle 0/Ascent 900/Descent -200/CapHeight 800/StemV 80>>>>]>>"
    )
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>", font]
    for at, lines in enumerate(pages):
        shown = "".join(
            f"1 0 0 1 72 {780 - 24 * n} Tm <{line.encode('utf-16-be').hex()}> Tj "
            for n, line in enumerate(lines)
        )
        stream = f"BT /F1 14 Tf {shown}ET"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents {5 + 2 * at} 0 R>>"
        )
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for at, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{at} 0 obj{content}endobj\n".encode())
    start = out.tell()
    out.write(f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode())
    out.write("".join(f"{place:010} 00000 n \n" for place in places).encode())
    out.write(f"trailer<</Size {len(places) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode())
    return out.getvalue()


def wrapped(text: str, *, wide: int, high: int) -> list[list[str]]:
    """Lines cut at the page's edge, on numbered pages."""
    lines = [line[at : at + wide] for line in text.splitlines() if line for at in range(0, len(line), wide)]
    pages = [lines[at : at + high] for at in range(0, len(lines), high)]
    return [[*page, f"— {number} —"] for number, page in enumerate(pages, start=1)]
