"""The PDF has the text of the Word file; where the machine can't make one, that is said."""

import pypdfium2
import pytest

from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.papers import pdf
from dixian.foundation.papers.api import filled_file, packaged, pdf_file
from tests.foundation.papers.words import KIND


def test_a_pdf_has_the_same_text_on_pages_with_numbers() -> None:
    word = filled_file(packaged(KIND), KIND, KIND.sample, KIND.sample)
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf_file(word))]
    assert len(pages) == 2
    for number, text in enumerate(pages, start=1):
        plain = "".join(text.split())
        assert "自2024年4月3日张贴。" in plain
        assert "张样例" in plain and "李样例" in plain
        assert f"—{number}—" in plain


@pytest.mark.parametrize(("lacking", "said"), [("typesetter", "typst"), ("font", "fonts-noto-cjk")])
def test_what_the_machine_lacks_is_named_with_its_package(monkeypatch, lacking, said) -> None:
    monkeypatch.setattr(pdf, "_has_typesetter", lambda: lacking != "typesetter")
    monkeypatch.setattr(pdf, "apart", lambda *_, **__: None)
    pdf.pdf_lacks.cache_clear()
    assert said in pdf.pdf_lacks()
    pdf.pdf_lacks.cache_clear()
    with pytest.raises(Refusal, match=said):
        pdf_file(packaged(KIND))
