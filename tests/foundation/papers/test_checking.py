"""What is wrong with a template is named when it is sent."""

import pytest

from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.papers.api import check_template, packaged
from tests.foundation.papers.words import KIND, edited, part_of, with_part

BAD = {
    "没有这样的占位：{{户籍地}}": lambda one: one.add_paragraph("{{户籍地}}"),
    "{{身份证号}}是号码": lambda one: one.add_paragraph("{{身份证号}}"),
    "占位没有写全：“{{户主}”": lambda one: one.add_paragraph("{{户主}"),
    "{{户主}}要写在表格的一行里": lambda one: one.add_paragraph("{{户主}}"),
    "页眉页脚里不能有占位": lambda one: one.sections[0].header.paragraphs[0].add_run("{{村委会}}"),
    "模板文字里有身份证号": lambda one: one.add_paragraph("联系 13812345678"),
    "不能出现“健康状况”、“因病”": lambda one: one.add_paragraph("因病致贫，健康状况"),
    "缺少必须有的占位：{{户主}}": lambda one: one.element.body.remove(one.tables[0]._tbl),
    "表格里又套了表格": lambda one: one.tables[0].cell(0, 0).add_table(1, 1),
}


def test_the_packaged_template_can_be_used() -> None:
    assert "自{{张贴日期}}张贴。" in check_template(packaged(KIND), KIND)


@pytest.mark.parametrize("said", BAD)
def test_what_is_wrong_is_named(said) -> None:
    with pytest.raises(Refusal, match=said.replace("{", r"\{")):
        check_template(edited(BAD[said]), KIND)


def test_everything_that_is_wrong_is_named_at_once() -> None:
    def spoil(document):
        document.add_paragraph("{{户籍地}}，因残")
        document.add_paragraph("{{手机号}}")

    with pytest.raises(Refusal, match=r"手机号.*户籍地.*因残"):
        check_template(edited(spoil), KIND)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("word/vbaProject.bin", "宏"),
        ("word/embeddings/a.xlsx", "嵌入的文件"),
        ("word/activeX/a.xml", "控件"),
        ("word/comments.xml", "批注"),
        ("word/afchunk.mht", "插入的其他文件"),
    ],
)
def test_what_may_not_travel_in_a_template_is_refused(name, said) -> None:
    with pytest.raises(Refusal, match=f"模板里有{said}"):
        check_template(with_part(name, b"<x/>"), KIND)


@pytest.mark.parametrize(
    ("part", "before", "after", "said"),
    [
        (
            "word/document.xml",
            b"<w:sectPr",
            b"<w:p><w:r><w:instrText>INCLUDETEXT x</w:instrText></w:r></w:p><w:sectPr",
            "域代码",
        ),
        ("word/document.xml", b"<w:sectPr", b"<w:p><w:ins w:id='1'/></w:p><w:sectPr", "修订痕迹"),
        ("word/_rels/document.xml.rels", b"<Relationship ", b'<Relationship TargetMode="External" ', "链接"),
        (
            "[Content_Types].xml",
            b"wordprocessingml.document.main",
            b"wordprocessingml.x.main",
            "Word 文档|宏",
        ),
    ],
)
def test_what_would_be_fetched_or_hidden_is_refused(part, before, after, said) -> None:
    changed = part_of(part).replace(before, after, 1)
    with pytest.raises(Refusal, match=said):
        check_template(with_part(part, changed, instead=True), KIND)


def test_what_is_no_word_file_or_bursts_is_refused() -> None:
    with pytest.raises(Refusal, match="不是 Word 文档"):
        check_template(b"PK\x03\x04 nothing", KIND)
    with pytest.raises(Refusal, match="太多"):
        check_template(with_part("word/media/a.xml", b" " * (21 * 1024 * 1024)), KIND)
