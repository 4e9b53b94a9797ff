"""`dixian audit verify` names each original that is gone or not as it was filed."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import TestCase

from dixian.foundation.audit.api import verify
from dixian.foundation.files import storage, verifying
from dixian.foundation.files.api import StoredFile, store, sweep
from dixian.foundation.kernel import clock
from dixian.foundation.vault import streams
from tests.support.database import as_worker

pytestmark = pytest.mark.django_db
LINE = b"231226197001011001 12345.60\n"


def filed(content: bytes, expires_on: date | None = None) -> StoredFile:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return store([content], name="甲", content_type="", purpose="报送", expires_on=expires_on)


def named(contents: bool = False) -> dict[int, str]:
    """Number of the record -> what is wrong with its content."""
    with as_worker():
        said = verify(contents=contents).files
    return {int(one.split("（")[0].removeprefix("编号 ")): one.split("）", 1)[1] for one in said}


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 128, 129])
def test_an_original_of_any_size_is_found(monkeypatch: Any, size: int) -> None:
    monkeypatch.setattr(streams, "FRAME", 64)
    filed(b"x" * size)
    assert named(contents=True) == {}


def test_each_original_that_is_gone_is_named_by_the_records_that_ask_for_it(monkeypatch: Any) -> None:
    monkeypatch.setattr(verifying, "PIECE", 2)
    gone, kept, again, last = filed(LINE), filed(b"x"), filed(LINE), filed(b"y")
    for one in (gone, last):
        storage.path_of(one.sha256).unlink()
    assert named() == dict.fromkeys((gone.pk, again.pk, last.pk), "不见了")
    assert kept.pk not in named()


def test_the_verdict_says_which_and_that_it_is_not_whole() -> None:
    gone = filed(LINE)
    storage.path_of(gone.sha256).unlink()
    with as_worker():
        verdict = verify()
    assert not verdict.intact
    assert f"原件：编号 {gone.pk}（报送，{clock.today()} 存入）不见了" in verdict.sentence()


def test_of_many_that_are_gone_the_verdict_names_the_first_and_says_how_many() -> None:
    for number in range(23):
        storage.path_of(filed(str(number).encode()).sha256).unlink()
    with as_worker():
        verdict = verify()
    assert verdict.sentence().count("不见了") == 20
    assert "原件共有 23 个不对" in verdict.sentence()
    assert len(verdict.files) == 23


def test_one_that_was_cut_off_is_named_by_its_size() -> None:
    spoilt = filed(LINE)
    path = storage.path_of(spoilt.sha256)
    path.write_bytes(path.read_bytes()[:-1])
    assert named() == {spoilt.pk: f"大小不符，应有 {len(LINE) + 33} 字节，现有 {len(LINE) + 32} 字节"}


def test_a_changed_content_of_the_same_size_is_named_where_contents_are_asked_for() -> None:
    spoilt = filed(LINE)
    path = storage.path_of(spoilt.sha256)
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    assert named() == {}
    assert named(contents=True) == {spoilt.pk: "内容被改动"}


def test_one_whose_move_a_crash_has_left_undone_is_there() -> None:
    stored = filed(LINE)
    storage.set_aside(stored.sha256)
    assert named(contents=True) == {}


def test_what_has_expired_is_not_missed(home: Path, monkeypatch: Any) -> None:
    stored = filed(LINE, expires_on=clock.today())
    tomorrow = clock.today() + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: tomorrow)
    assert sweep() == 1
    assert storage.size_of(stored.sha256) is None
    assert named() == {}


def test_it_says_how_far_it_is(monkeypatch: Any) -> None:
    monkeypatch.setattr(verifying, "PIECE", 1)
    filed(LINE)
    filed(b"x")
    told: list[tuple[int, int]] = []
    with as_worker():
        verify(tell=lambda what, done, total: told.append((done, total)) if what == verifying.WHAT else None)
    assert told == [(0, 2), (1, 2), (2, 2), (2, 2)]
