"""Originals lie sealed under their hash, come back exactly, and can't be changed unnoticed."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from django.test import TestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from dixian.foundation.files import storage
from dixian.foundation.files.api import StoredFile, content_of, drop, store, sweep
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.vault import streams
from dixian.foundation.vault.ciphers import NotOurs

pytestmark = pytest.mark.django_db

LINE = "张三，231226197001011001，自付 12345.60 元\n".encode()


def filed(content: bytes, name: str = "四月.xlsx") -> StoredFile:
    """File and commit."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return uncommitted(content, name)


def uncommitted(content: bytes, name: str = "四月.xlsx") -> StoredFile:
    return store([content], name=name, content_type="application/vnd.ms-excel", purpose="报送")


def grown_old(path: Path) -> None:
    then = clock.wall().timestamp() - storage.ABANDONED_SECONDS - 60
    os.utime(path, (then, then))


def on_disk(home: Path) -> list[Path]:
    return sorted(path for path in (home / "files").rglob("*") if path.is_file())


def test_a_content_comes_back_exactly_and_its_record_says_what_it_was():
    content = LINE * 1000
    stored = StoredFile.objects.get(pk=filed(content).pk)
    assert content_of(stored) == content
    assert (stored.size, stored.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert (stored.name, stored.purpose, stored.made_by) == ("四月.xlsx", "报送", "test:acting")


def test_nothing_on_disk_shows_the_content_or_the_name(home):
    filed(LINE * 50, name="张三的证明.pdf")
    (path,) = on_disk(home)
    sealed = path.read_bytes()
    for plain in (LINE, "张三".encode(), b"231226197001011001", b"12345.60"):
        assert plain not in sealed
    assert path.relative_to(home / "files") == Path(path.name[:2]) / hashlib.sha256(LINE * 50).hexdigest()


def test_the_folders_are_open_to_their_owner_only(home):
    filed(LINE)
    (path,) = on_disk(home)
    folders = (path.parent, path.parent.parent, home / "files" / "pending")
    assert {folder.stat().st_mode & 0o777 for folder in folders} == {0o700}
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_same_content_twice_is_one_file_and_two_records(home):
    one, two = filed(LINE, "甲.xlsx"), filed(LINE, "乙.xlsx")
    assert len(on_disk(home)) == 1
    assert one.uid != two.uid
    assert content_of(one) == content_of(two) == LINE


def test_an_empty_content_is_kept_too():
    stored = filed(b"")
    assert (stored.size, content_of(stored)) == (0, b"")


def test_only_the_end_of_an_endless_name_is_kept():
    assert filed(LINE, "长" * 300 + ".xlsx").name == "长" * 195 + ".xlsx"


@settings(max_examples=40)
@given(st.lists(st.binary(max_size=90), max_size=6))
def test_however_it_arrives_a_content_comes_back_whole(monkeypatch, chunks):
    monkeypatch.setattr(streams, "FRAME", 64)
    stored = store(chunks, name="甲", content_type="", purpose="试验")
    assert content_of(stored) == b"".join(chunks)
    assert stored.sha256 == hashlib.sha256(b"".join(chunks)).hexdigest()


@settings(max_examples=60)
@given(st.data())
def test_any_byte_that_is_changed_on_disk_is_noticed(monkeypatch, data):
    monkeypatch.setattr(streams, "FRAME", 64)
    stored = filed(LINE * 3)
    path = storage.path_of(stored.sha256)
    sealed = bytearray(path.read_bytes())
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(sealed)
    with pytest.raises(NotOurs):
        content_of(stored)


@settings(max_examples=30)
@given(st.data())
def test_a_file_that_was_cut_off_or_added_to_is_noticed(monkeypatch, data):
    monkeypatch.setattr(streams, "FRAME", 64)
    stored = filed(LINE * 3)
    path = storage.path_of(stored.sha256)
    sealed = path.read_bytes()
    cut = data.draw(st.integers(0, len(sealed) - 1))
    for spoilt in (sealed[:cut], sealed + sealed[:cut] + b"\0"):
        path.write_bytes(spoilt)
        with pytest.raises(NotOurs):
            content_of(stored)


def test_one_sealed_file_put_in_the_place_of_another_is_noticed():
    mine, other = filed(LINE), filed(LINE * 2)
    shutil.copyfile(storage.path_of(other.sha256), storage.path_of(mine.sha256))
    with pytest.raises(NotOurs, match="SHA-256"):
        content_of(mine)


def test_a_file_that_is_gone_is_missed():
    stored = filed(LINE)
    storage.path_of(stored.sha256).unlink()
    with pytest.raises(FileNotFoundError):
        content_of(stored)


def test_the_largest_file_is_taken_and_one_byte_more_is_refused_and_leaves_nothing(home, monkeypatch):
    monkeypatch.setattr(storage, "LARGEST", 1000)
    assert filed(b"x" * 1000).size == 1000
    before = on_disk(home)
    with pytest.raises(Refusal, match="文件超过") as refusal:
        store([b"x" * 600, b"x" * 401], name="大.xlsx", content_type="", purpose="报送")
    assert refusal.value.remedy == "拆成几个文件再上传"
    assert on_disk(home) == before
    assert StoredFile.objects.count() == 1


def test_a_content_that_stops_arriving_leaves_nothing(home):
    def broken():
        yield LINE
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store(broken(), name="断.xlsx", content_type="", purpose="报送")
    assert on_disk(home) == []
    assert not StoredFile.objects.exists()


def test_a_content_moves_to_its_own_name_only_when_its_record_is_committed(home):
    stored = uncommitted(LINE)
    (pending,) = on_disk(home)
    assert pending.parent == home / "files" / "pending"
    assert content_of(stored) == LINE
    storage.keep(pending)
    assert on_disk(home) == [storage.path_of(stored.sha256)]
    assert content_of(stored) == LINE


def test_what_a_crash_left_between_commit_and_move_is_read_and_moved_by_the_next_sweep(home):
    stored = uncommitted(LINE)
    grown_old(on_disk(home)[0])
    assert content_of(stored) == LINE
    assert sweep() == 0
    assert on_disk(home) == [storage.path_of(stored.sha256)]
    assert content_of(stored) == LINE


def test_a_sweep_takes_only_what_is_old_and_has_no_record(home):
    old, young = storage.write([b"old"]), storage.write([b"young"])
    half = home / "files" / "pending" / "new-half"
    half.write_bytes(b"half")
    grown_old(old.pending)
    grown_old(half)
    kept = filed(LINE)
    grown_old(storage.path_of(kept.sha256))
    assert sweep() == 2
    assert on_disk(home) == sorted([young.pending, storage.path_of(kept.sha256)])


def test_what_was_not_filed_can_be_dropped_and_what_was_filed_can_not(home):
    content = storage.write([b"refused"])
    drop(content)
    assert on_disk(home) == []
    content = storage.write([LINE])
    filed(LINE)
    drop(content)
    assert content_of(StoredFile.objects.get()) == LINE


def test_the_same_content_filed_by_two_at_once_is_there_for_both(home):
    one, two = uncommitted(LINE, "甲"), uncommitted(LINE, "乙")
    first, second = on_disk(home)
    storage.keep(second)
    storage.keep(first)
    storage.keep(first)
    assert content_of(one) == content_of(two) == LINE
    assert len(on_disk(home)) == 1
