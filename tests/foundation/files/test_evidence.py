"""What is filed as a scan is one by its content, whatever it is called."""

import pytest

from dixian.foundation.files.api import Kind, StoredFile, file_content
from dixian.foundation.files.storage import write
from dixian.foundation.kernel.problems import Refusal

pytestmark = pytest.mark.django_db
PICTURES = [
    b"\xff\xd8\xff\xe0 jpeg",
    b"\x89PNG\r\n\x1a\n png",
    b"%PDF-1.7 scan",
    b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    b"\x00\x00\x00\x18ftypheic",
]
OFFICE = [b"PK\x03\x04 docx", bytes.fromhex("d0cf11e0a1b11ae1")]
OTHERS = [b"MZ\x90\x00 program", b"\x7fELF\x00", b"\x00" * 100]


def filed(content: bytes, kind: Kind) -> StoredFile:
    return file_content(
        write([content]), name="签字.jpg", content_type="image/jpeg", purpose="试验", kind=kind
    )


@pytest.mark.parametrize("content", PICTURES)
@pytest.mark.parametrize("kind", list(Kind))
def test_pictures_and_scans_are_filed(content, kind):
    assert filed(content, kind).pk


@pytest.mark.parametrize("content", OTHERS)
@pytest.mark.parametrize("kind", list(Kind))
def test_programs_and_noise_are_refused_whatever_they_are_called(content, kind):
    with pytest.raises(Refusal, match="不是"):
        filed(content, kind)
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("content", OFFICE)
def test_documents_are_evidence_and_papers_but_no_scans(content):
    assert filed(content, Kind.EVIDENCE).pk and filed(content, Kind.PAPER).pk
    with pytest.raises(Refusal):
        filed(content, Kind.SCAN)


def test_plain_text_is_a_paper_and_nothing_else():
    assert filed("一、工作要点".encode(), Kind.PAPER).pk
    with pytest.raises(Refusal):
        filed(b"<html>", Kind.EVIDENCE)
