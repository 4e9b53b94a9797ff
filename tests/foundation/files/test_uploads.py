"""An upload goes sealed to disk; no plain byte of it touches the disk on the way, and nothing that was not asked for."""

import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from dixian.foundation.files.api import SealedUpload, SealingUploadHandler, content_of, file_content
from dixian.foundation.files.storage import LARGEST

pytestmark = pytest.mark.django_db

# Beyond the size from which Django's own handlers would write a temporary file.
CONTENT = "张三，231226197001011001\n".encode() * 120_000


def request_with(
    content: bytes, name: str = "四月.xlsx", fields: tuple[str, ...] = ("file",), largest: int = LARGEST
):
    """A request as a browser sends it, to a page that takes `fields` of so many bytes at most."""
    sent = SimpleUploadedFile(name, content, content_type="application/vnd.ms-excel")
    request = RequestFactory().post("/报送/", {"file": sent, "note": "说明"})
    request.sealing = SealingUploadHandler(request, fields=fields, largest=largest)
    request.upload_handlers = [request.sealing]
    return request


def left(home: Path) -> list[Path]:
    return [path for path in (home / "files").rglob("*") if path.is_file()]


def test_sealing_is_the_only_way_in():
    assert settings.FILE_UPLOAD_HANDLERS == ["dixian.foundation.files.uploads.SealingUploadHandler"]


def test_an_upload_is_sealed_and_comes_back_exactly():
    upload = request_with(CONTENT).FILES["file"]
    assert isinstance(upload, SealedUpload)
    assert content_of(upload.content) == CONTENT
    stored = file_content(upload.content, name=upload.name, content_type=upload.content_type, purpose="报送")
    assert (stored.name, stored.size, stored.content_type) == (
        "四月.xlsx",
        len(CONTENT),
        "application/vnd.ms-excel",
    )
    assert content_of(stored) == CONTENT


def test_no_plain_byte_of_an_upload_touches_the_disk(home, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    request = request_with(CONTENT)
    assert request.FILES["file"].size == len(CONTENT)
    assert list(tmp_path.iterdir()) == []
    for path in left(home):
        assert b"231226197001011001" not in path.read_bytes()


def test_an_upload_cannot_be_read_past_the_store():
    with pytest.raises(OSError, match="已加密存放"):
        request_with(b"x").FILES["file"].open()


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\表\\四月.xlsx", "/四月.xlsx"])
def test_the_name_of_an_upload_is_no_path(name):
    upload = request_with(b"x", name).FILES["file"]
    assert Path(upload.name).name == upload.name
    assert "\\" not in upload.name


def test_a_name_with_invisible_characters_is_kept_without_them():
    upload = request_with(b"x").FILES["file"]
    assert file_content(upload.content, name="a\0b\n.xlsx", content_type="", purpose="报送").name == "ab.xlsx"


def test_an_upload_that_is_too_large_is_refused_and_leaves_nothing(home):
    request = request_with(b"x" * 200_000, largest=1000)
    with pytest.raises(RequestDataTooBig):
        _ = request.POST
    assert left(home) == []


def test_where_no_file_is_expected_none_is_taken(home):
    request = request_with(b"x" * 1000, fields=())
    with pytest.raises(BadRequest):
        _ = request.POST
    assert left(home) == []


def test_a_field_takes_one_file_and_what_came_before_the_second_goes(home):
    sent = [SimpleUploadedFile(f"{n}.xlsx", b"x" * n) for n in (10, 20)]
    request = RequestFactory().post("/报送/", {"file": sent})
    request.sealing = SealingUploadHandler(request, fields=("file",))
    request.upload_handlers = [request.sealing]
    with pytest.raises(BadRequest):
        _ = request.POST
    assert len(left(home)) == 1
    request.sealing.drop_unfiled()
    assert left(home) == []


def test_an_empty_upload_is_an_upload():
    assert request_with(b"").FILES["file"].size == 0
