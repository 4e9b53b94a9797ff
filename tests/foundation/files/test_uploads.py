"""An upload goes sealed to disk; no plain byte of it touches the disk on the way."""

import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from dixian.foundation.files import uploads
from dixian.foundation.files.api import SealedUpload, content_of, file_content

pytestmark = pytest.mark.django_db

# Beyond the size from which Django's own handlers would write a temporary file.
CONTENT = "张三，231226197001011001\n".encode() * 120_000


def request_with(content: bytes, name: str = "四月.xlsx"):
    """A request as a browser sends it."""
    sent = SimpleUploadedFile(name, content, content_type="application/vnd.ms-excel")
    return RequestFactory().post("/报送/", {"file": sent, "note": "说明"})


def test_sealing_is_the_only_way_in():
    assert settings.FILE_UPLOAD_HANDLERS == ["dixian.foundation.files.uploads.SealingUploadHandler"]


def test_an_upload_is_sealed_and_comes_back_exactly():
    upload = request_with(CONTENT).FILES["file"]
    assert isinstance(upload, SealedUpload)
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
    for path in (home / "files").rglob("*"):
        assert path.is_dir() or b"231226197001011001" not in path.read_bytes()


def test_an_upload_cannot_be_read_past_the_store():
    with pytest.raises(OSError, match="已加密存放"):
        request_with(b"x").FILES["file"].open()


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\表\\四月.xlsx", "/四月.xlsx"])
def test_the_name_of_an_upload_is_no_path(name):
    upload = request_with(b"x", name).FILES["file"]
    assert Path(upload.name).name == upload.name
    assert "\\" not in upload.name


def test_an_upload_that_is_too_large_is_dropped_and_the_rest_of_the_form_is_read(home, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST", 1000)
    request = request_with(b"x" * 200_000)
    assert "file" not in request.FILES
    assert not (home / "files").exists()


def test_an_empty_upload_is_an_upload():
    assert request_with(b"").FILES["file"].size == 0
