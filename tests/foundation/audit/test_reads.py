"""A look at personal data is on disk before it is shown, and reaches the table once."""

from typing import Any
from uuid import uuid4

import pytest

from dixian.foundation.audit import spool
from dixian.foundation.audit.api import (
    Acting,
    ReadRecord,
    SpoolFailed,
    acting,
    load_reads,
    reading,
    record_read,
    spool_folder,
    verify,
)

pytestmark = pytest.mark.django_db(transaction=True)
WHO = Acting(actor="user:7", post=3, settings=(("dixian.all", "1"),), request="R1")


def look(reason: str = "入户核对") -> str:
    uid = str(uuid4())
    with acting(WHO):
        record_read(what="身份证号", subject="人", uids=[uid], reason=reason)
    return uid


def noted() -> list[Any]:
    with acting(WHO), reading():
        return list(ReadRecord.objects.order_by("id"))


def test_a_look_is_sealed_on_disk_at_once(home: Any) -> None:
    uid = look()
    (path,) = spool_folder().iterdir()
    assert uid.encode() not in path.read_bytes()
    assert "入户核对".encode() not in path.read_bytes()
    assert oct(path.stat().st_mode & 0o777) == "0o600"


def test_a_look_reaches_the_table_with_who_what_and_why(home: Any) -> None:
    uid = look()
    with acting(WHO):
        assert load_reads() == 1
    (record,) = noted()
    assert (record.actor, record.post, record.what, record.reason, record.count) == (
        "user:7",
        3,
        "身份证号",
        "入户核对",
        1,
    )
    assert uid in record.uids
    with acting(WHO):
        assert load_reads() == 0
    assert len(noted()) == 1


def test_a_load_cut_off_before_its_file_was_taken_away_repeats_nothing(home: Any, monkeypatch: Any) -> None:
    look()
    (waiting,) = spool.take()
    before = waiting.read_bytes()
    with acting(WHO):
        load_reads()
    waiting.write_bytes(before)
    with acting(WHO):
        load_reads()
    assert len(noted()) == 1


def test_where_the_spool_cannot_be_written_nothing_is_shown(home: Any) -> None:
    spool_folder().parent.mkdir(exist_ok=True)
    spool_folder().write_text("a file where the folder should be")
    try:
        with pytest.raises(SpoolFailed):
            look()
    finally:
        spool_folder().unlink()


def test_a_torn_last_line_takes_no_other_note_along(home: Any) -> None:
    look("第一次")
    path = spool_folder() / "reads.log"
    path.write_bytes(path.read_bytes() + b"torn")
    look("第二次")
    with acting(WHO):
        load_reads()
    assert [record.reason for record in noted()] == ["第一次", "第二次"]


def test_a_note_somebody_changed_is_kept_aside_and_named(home: Any) -> None:
    look()
    path = spool_folder() / "reads.log"
    content = bytearray(path.read_bytes())
    content[20] = ord("A") if content[20] != ord("A") else ord("B")
    path.write_bytes(content)
    with acting(WHO):
        load_reads()
    assert noted() == []
    assert verify().unreadable_reads == 1
    assert not verify().intact
