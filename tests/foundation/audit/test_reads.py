"""A look at personal data is on disk before it is shown, and reaches the table once."""

import json
import shutil
from base64 import b64decode
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

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
from dixian.foundation.kernel import clock
from dixian.foundation.vault.ciphers import open_

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("worker")]
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
    (said,) = verify().reads
    assert "隔离中有 1 条" in said
    assert not verify().intact


def planted(**changes: Any) -> None:
    """A note as an earlier version of the program might have left it."""
    note = {
        "uid": str(uuid4()), "made_at": clock.now().isoformat(), "at": clock.wall().isoformat(),
        "actor": "user:7", "post": 3, "what": "身份证号", "subject": "人", "uids": "", "count": 0,
        "reason": "入户", "duty": "", "request": "",
    }  # fmt: skip
    spool.append(json.dumps(note | changes, ensure_ascii=False).encode())


def test_a_reason_with_control_characters_is_cleaned_before_it_is_noted(home: Any) -> None:
    look("入户\x00核对\n第二行" + "长" * 300)
    assert load_reads() == 1
    (record,) = noted()
    assert record.reason.startswith("入户核对 第二行长")
    assert len(record.reason) == 200


@pytest.mark.parametrize("broken", [{"at": "never"}, {"count": None}, {"unknown": 1}, {"uid": "none"}])
def test_a_note_nobody_can_load_is_set_aside_and_the_rest_goes_on(home: Any, broken: Any) -> None:
    look("第一次")
    planted(**broken)
    look("第二次")
    assert load_reads() == 2
    assert [record.reason for record in noted()] == ["第一次", "第二次"]
    assert load_reads() == 0
    assert list(spool_folder().glob("waiting-*")) == []
    (said,) = verify().reads
    assert "隔离中有 1 条" in said


def test_a_zero_byte_in_a_waiting_note_does_not_stop_loading(home: Any) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite takes the zero byte")
    planted(reason="入户\x00核对")
    look("第二次")
    assert load_reads() == 1
    assert [record.reason for record in noted()] == ["第二次"]


def test_a_spool_taken_away_before_it_was_loaded_is_named(home: Any) -> None:
    look()
    load_reads()
    look()
    look()
    shutil.rmtree(spool_folder())
    assert any("丢失的记录，编号 2、3" in said for said in verify().reads)
    look()
    load_reads()
    assert [record.number for record in noted()] == [1, 4]
    assert any("丢失的记录，编号 2、3" in said for said in verify().reads)


def test_the_number_beside_the_spool_taken_away_too_is_named(home: Any) -> None:
    look()
    load_reads()
    look()
    shutil.rmtree(spool_folder())
    (home / "reads.number").unlink()
    assert any("reads.number" in said for said in verify().reads)
    look()
    load_reads()
    assert any("编号重复" in said for said in verify().reads)


def test_notes_that_wait_are_not_taken_for_lost(home: Any) -> None:
    for _ in range(3):
        look()
        assert verify().intact
    spool.take()
    look()
    assert verify().intact
    load_reads()
    assert verify().reads == []
    assert [record.number for record in noted()] == [1, 2, 3, 4]


def test_a_crash_before_the_number_was_kept_gives_no_number_twice(home: Any, monkeypatch: Any) -> None:
    look()
    with monkeypatch.context() as patch:
        patch.setattr(spool, "_keep_number", lambda number: None)
        planted(uids="x" * 9_000)
    look()
    load_reads()
    assert [record.number for record in noted()] == [1, 2, 3]
    assert verify().intact


def test_notes_of_the_first_version_are_still_loaded(home: Any) -> None:
    from base64 import b64encode

    from dixian.foundation.vault.ciphers import seal

    look()
    path = spool_folder() / "reads.log"
    number, _, line = path.read_bytes().partition(b" ")
    content = open_(b64decode(line), f"audit.spool#{int(number)}")
    path.write_bytes(b64encode(seal(content, "audit.spool")) + b"\n")
    (home / "reads.number").unlink()
    assert load_reads() == 1
    assert noted()[0].number is None
    assert verify().reads == []
