"""Papers as files: Word, PDF and text; and what can't be read says why and what to do (R0)."""

import io
import zipfile

import pytest

from dixian.directives.workplans import opening
from dixian.directives.workplans.api import NotAPaper, open_paper, read
from tests.directives.workplans.written import paper, text_of, units, written
from tests.support.documents import docx, numbering, paragraph, pdf, table, wrapped


def refusal(content: bytes, name: str = "要点.docx") -> NotAPaper:
    with pytest.raises(NotAPaper) as refused:
        open_paper(content, name=name)
    assert name in refused.value.message and refused.value.remedy
    return refused.value


@pytest.mark.parametrize("name", ["first-leads", "labels"])
def test_a_word_document_is_read_as_its_text_is(name: str) -> None:
    there = read(docx(*text_of(name).splitlines()), name="要点.docx", units=units())
    assert there.told() == paper(name).told()


def test_numbers_that_word_sets_itself_are_read() -> None:
    content = docx(
        paragraph("守住底线", number=1),
        paragraph("抓好监测", number=1, level=1),
        "每月排查一次。（县农业农村局牵头，各乡镇配合）",
        paragraph("抓好比对", number=1, level=1),
        "（县医保局牵头，县民政局配合）",
        paragraph("促进增收", number=1),
        paragraph("稳定务工", number=1, level=1),
        "（县人社局负责）",
        numbering=numbering(("chineseCounting", "%1、"), ("chineseCounting", "（%2）")),
    )
    items = read(content, name="要点.docx", units=units()).items
    assert [(item.section, item.marker, item.title) for item in items] == [
        ("一、守住底线", "（一）", "抓好监测"),
        ("一、守住底线", "（二）", "抓好比对"),
        ("二、促进增收", "（一）", "稳定务工"),
    ]
    assert written(items[1].lead) == ["县医保局"]


def test_a_table_of_duties_is_read_row_by_row() -> None:
    content = docx(
        "青禾县防返贫责任清单",
        table(
            [
                ["序号", "任务类别", "工作任务", "牵头领导", "牵头单位", "配合单位", "时限"],
                [
                    "1",
                    "监测",
                    "每月排查\n逐户见面",
                    "张某某",
                    "县农业农村局",
                    "县教育局\n各乡镇",
                    "每月25日前",
                ],
                ["2", None, "数据比对", "李某某", "县医保局", "县民政局、县残联", "每季度"],
                ["3", "增收", "稳定务工", None, "县人社局", None, "年底前"],
            ]
        ),
    )
    there = read(content, name="清单.docx", units=units())
    assert "表格" not in {mark.about for mark in there.marks}
    first, second, third = there.items
    assert (first.section, first.title, first.people) == ("监测", "每月排查", ["张某某"])
    assert written(first.responsible) == ["县教育局", "各乡镇"]
    assert (second.section, written(second.lead)) == ("监测", ["县医保局"])
    assert [limit.written for limit in third.limits] == ["年底前"]
    assert written(third.responsible) == ["县民政局", "县残联"]


def test_what_is_struck_through_or_hidden_in_word_is_not_read_and_is_named() -> None:
    content = docx(
        f"<w:p>{run('1.抓监测。（牵头单位：县教育局')}{run('、县财政局', 'strike')}{run('、县民政局', 'vanish')}"
        f"{run('；责任单位：各乡镇）')}</w:p>"
    )
    there = read(content, name="要点.docx", units=units())
    assert written(there.items[0].lead) == ["县教育局"]
    assert [mark.about for mark in there.marks if "划去" in mark.why] == ["县财政局、县民政局"]


def run(text: str, mark: str = "") -> str:
    return f"<w:r><w:rPr>{f'<w:{mark}/>' if mark else ''}</w:rPr><w:t>{text}</w:t></w:r>"


def test_a_table_that_came_without_its_lines_says_what_to_do() -> None:
    lines = ["序号 重点任务 牵头单位 责任单位 完成时限", "1", "每月排查", "县教育局 各乡镇 6月底前"]
    there = read(pdf([lines]), name="清单.pdf", units=units())
    assert there.items == []
    assert [mark.about for mark in there.marks if "Word" in mark.why] == ["表格"]
    assert not [mark for mark in there.marks if "没有带" in mark.why]


@pytest.mark.parametrize("name", ["page-breaks", "first-leads"])
def test_a_pdf_with_lines_cut_at_the_edge_names_the_same_units(name: str) -> None:
    there = read(pdf(wrapped(text_of(name), wide=29, high=22)), name="要点.pdf", units=units())
    for item, same in zip(there.items, paper(name).items, strict=True):
        assert (item.number, item.title, item.lead, item.responsible) == (
            same.number,
            same.title,
            same.lead,
            same.responsible,
        )


def test_a_scan_says_that_it_holds_no_text() -> None:
    refused = refusal(pdf([[], []]), "扫描件.pdf")
    assert "扫描件" in refused.message and "OCR" in refused.remedy


def test_pages_without_text_are_named_and_the_rest_is_read() -> None:
    there = read(pdf([["一、抓监测。（县教育局牵头）"], []]), name="要点.pdf", units=units())
    assert written(there.items[0].lead) == ["县教育局"]
    assert "第 2 页" in {mark.about for mark in there.marks}


def test_five_hundred_pages_are_read() -> None:
    lines = [
        f"{at}.抓好第{at}件事。每月调度。（县教育局牵头，县财政局、各乡镇配合）" for at in range(1, 1000)
    ]
    there = read(pdf([lines[at : at + 2] for at in range(0, 999, 2)]), name="汇编.pdf", units=units())
    assert len(there.items) == 999
    assert all(written(item.lead) == ["县教育局"] for item in there.items)


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("_", "/", 1) + ".xml", content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "是空的"),
        (b" \n ", "是空的"),
        (opening.OLE + b"\0" * 600, "旧格式"),
        (opening.OLE + opening.ENCRYPTED, "打开密码"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "是图片"),
        (b"{\\rtf1 x}", "RTF"),
        (b"MZ\0\0\x01\x02", "不是能读的文档"),
        (zipped(xl_workbook="<a/>"), "不是文档"),
        (zipped(word_other="<a/>"), "不是 Word 文档"),
        (zipped(word_document="<a"), "不完整"),
        (docx("正文")[:-30], "不完整"),
        (docx(), "没有文字"),
        (b"%PDF-1.7 x", "不完整"),
    ],
)
def test_what_is_no_paper_is_refused_with_a_reason(content: bytes, why: str) -> None:
    assert why in refusal(content).message


def test_a_bomb_is_refused_before_it_bursts() -> None:
    assert "太大" in refusal(zipped(word_document=f"<a>{' ' * 65 * 1024 * 1024}</a>")).message


def test_a_reader_that_hangs_or_dies_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_SECONDS", 0.01)
    assert "没有读完" in refusal(docx("正文")).message
    monkeypatch.undo()
    monkeypatch.setattr("sys.executable", "/bin/false")
    assert "读不出来" in refusal(docx("正文")).message


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_the_encodings_people_save_it_in(encoding: str) -> None:
    assert "下同" in open_paper(text_of("first-leads").encode(encoding), name="要点.txt").text


def test_a_text_without_tasks_says_so() -> None:
    there = read("今天天气很好。".encode(), name="便条.txt", units=units())
    assert there.items == []
    assert "没有读到任务" in there.marks[0].why
