"""A template is filled: runs, rows, breaks, what is left out, a page for each."""

import io

from docx import Document

from dixian.foundation.papers.api import Filling, filled_file, packaged
from tests.foundation.papers.words import KIND, edited


def said(word: bytes) -> list[str]:
    document = Document(io.BytesIO(word))
    return [one.text for one in document.paragraphs if one.text]


def rows(word: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in Document(io.BytesIO(word)).tables[0].rows]


def test_values_stand_in_the_text_and_a_row_comes_for_each_household() -> None:
    word = filled_file(packaged(KIND), KIND, KIND.sample)
    assert "自2024年4月3日张贴。" in said(word)
    assert rows(word) == [["序号", "户主"], ["1", "张样例"], ["2", "李样例"]]
    assert not any("{{" in one for one in said(word))


def test_a_placeholder_that_word_has_cut_into_runs_is_filled_and_keeps_its_look() -> None:
    def cut(document):
        paragraph = document.add_paragraph()
        for text, bold in (("从｛", None), ("｛张贴", True), ("日期}", None), ("}起", None)):
            paragraph.add_run(text).bold = bold

    word = filled_file(edited(cut), KIND, KIND.sample)
    last = Document(io.BytesIO(word)).paragraphs[-1]
    assert last.text == "从2024年4月3日起"
    assert [one.text for one in last.runs if one.bold] == [""]


def test_a_paragraph_whose_placeholder_may_be_empty_goes_where_it_is() -> None:
    empty = filled_file(packaged(KIND), KIND, KIND.sample)
    told = filled_file(packaged(KIND), KIND, Filling({"说明": "第一行\n第二行"}))
    assert not any(one.startswith("说明") for one in said(empty))
    assert "说明：第一行\n第二行" in said(told)


def test_what_is_not_known_is_left_to_be_written_by_hand() -> None:
    word = filled_file(packaged(KIND), KIND, Filling({}))
    assert rows(word) == [["序号", "户主"], ["", ""]]
    assert "自张贴。" in said(word)


def test_letters_xml_does_not_know_are_left_out_and_marks_in_values_stay_text() -> None:
    word = filled_file(packaged(KIND), KIND, Filling({"张贴日期": "\x0b<w:t>&{{户主}}"}))
    assert "自<w:t>&{{户主}}张贴。" in said(word)


def test_each_filling_begins_a_page() -> None:
    word = filled_file(packaged(KIND), KIND, KIND.sample, KIND.sample, KIND.sample)
    document = Document(io.BytesIO(word))
    assert len(document.tables) == 3
    assert document.element.xpath('count(//w:br[@w:type="page"])') == 2
