"""Rows that are only ever added are under seal too: a tampered fact, answer or read record is named."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from dixian.foundation.accounts.models import SubmittedForm
from dixian.foundation.audit import sealing
from dixian.foundation.audit.api import ReadRecord, acting, load_reads, record_read, seal_now, verify, writing
from dixian.foundation.audit.models import Seal
from dixian.foundation.audit.positions import BYTES_AS_HEX, TYPED, sealed_tables
from tests.foundation.audit.conftest import WHO

pytestmark = pytest.mark.django_db(transaction=True)
READS, FORMS = "foundation_audit_readrecord", "foundation_accounts_submittedform"
KEYS = "foundation_audit_keycheck"
sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL's columns keep their type")


@pytest.fixture
def reads(home: Any, worker: None) -> list[int]:
    """Three looks at a number and two forms, sealed. Returns the ids of the looks."""
    for reason in ("入户", "核对", "复查"):
        with acting(WHO):
            record_read(what="身份证号", subject="人", uids=[str(uuid4())], reason=reason)
    load_reads()
    with acting(WHO), writing():
        SubmittedForm.objects.bulk_create([SubmittedForm(key=uuid4()) for _ in range(2)])
    assert seal_now() == 5
    assert verify().intact
    return list(ReadRecord.objects.order_by("id").values_list("id", flat=True))


def test_every_insert_only_table_is_sealed_but_the_proof_itself() -> None:
    names = {table.name for table in sealed_tables()}
    assert {READS, FORMS, "registry_facts_fact", "warning_verification_review"} <= names
    assert not names & {"foundation_audit_seal", "foundation_audit_root"}


def test_all_read_records_deleted_are_named(reads: list[int], tamper: Any) -> None:
    tamper(READS, f"DELETE FROM {READS}")
    verdict = verify()
    assert verdict.missing == {READS: reads}
    assert READS in verdict.sentence()


@pytest.mark.parametrize("change", ["reason = '别的'", "count = 9", "made_by_post = 7", "uid = NULL"])
def test_a_changed_row_is_named_whatever_the_column(reads: list[int], tamper: Any, change: str) -> None:
    if change == "uid = NULL":
        change = f"uid = '{uuid4().hex}'"
    tamper(READS, f"UPDATE {READS} SET {change} WHERE id = {reads[1]}")
    assert verify().changed == {READS: [reads[1]]}


def test_a_row_slipped_under_an_old_seal_is_named(reads: list[int], tamper: Any) -> None:
    copied = "uid, version, made_at, made_by, at, actor, what, subject, uids, count, reason, duty, request"
    place = ", dixian_xid" if connection.vendor == "postgresql" else ""
    values = copied.replace("uid,", f"'{uuid4().hex}',", 1)
    tamper(
        READS,
        f"INSERT INTO {READS} (id, {copied}{place}) SELECT -7, {values}{place} FROM {READS} WHERE id = {reads[1]}",
    )
    assert verify().inserted == {READS: [-7]}


def test_sealing_goes_on_table_by_table_and_in_batches(reads: list[int], monkeypatch: Any) -> None:
    monkeypatch.setattr(sealing, "BATCH", 2)
    with acting(WHO), writing():
        SubmittedForm.objects.bulk_create([SubmittedForm(key=uuid4()) for _ in range(5)])
    assert seal_now() == 5
    assert list(Seal.objects.filter(table=FORMS).order_by("id").values_list("count", flat=True)) == [
        2,
        2,
        2,
        1,
    ]
    assert verify().intact
    assert seal_now() == 0


def test_a_column_added_later_breaks_no_seal(reads: list[int], tamper: Any, owner: Any) -> None:
    seal = Seal.objects.filter(table=READS).get()
    assert "reason" in seal.columns.split()
    with owner() as execute:
        execute(f"ALTER TABLE {READS} ADD COLUMN later integer")
    try:
        assert verify().intact
    finally:
        with owner() as execute:
            execute(f"ALTER TABLE {READS} DROP COLUMN later")


@pytest.fixture(params=[TYPED, BYTES_AS_HEX], ids=["sealed now", "sealed before types were told apart"])
def rule(request: Any, monkeypatch: Any) -> int:
    """The rule by which the test seals."""
    monkeypatch.setattr(sealing, "RULE", request.param)
    made: int = request.param
    return made


@pytest.fixture
def key(rule: int, reads: list[int], tamper: Any) -> None:
    """A row that holds bytes, sealed."""
    told = "X'01ab'" if connection.vendor == "sqlite" else "'\\x01ab'"
    tamper(KEYS, f'INSERT INTO {KEYS} (id, key_id, sealed, "index") VALUES (1, 250, {told}, {told})')
    assert seal_now() == 1


def test_a_seal_is_verified_by_the_rule_it_was_made_by(key: None, rule: int, monkeypatch: Any) -> None:
    assert set(Seal.objects.values_list("rule", flat=True)) == {rule}
    assert verify().intact
    with acting(WHO), writing():
        SubmittedForm.objects.create(key=uuid4())
    monkeypatch.setattr(sealing, "RULE", TYPED)
    assert seal_now() == 1
    assert verify().intact


def test_nobody_goes_back_to_an_older_rule(reads: list[int], monkeypatch: Any) -> None:
    with acting(WHO), writing():
        SubmittedForm.objects.create(key=uuid4())
    monkeypatch.setattr(sealing, "RULE", BYTES_AS_HEX)
    assert seal_now() == 1
    assert verify().broken_seals == [Seal.objects.latest("id").pk]


@sqlite
def test_bytes_put_back_as_the_text_of_their_hex_are_named(key: None, tamper: Any) -> None:
    tamper(KEYS, f"UPDATE {KEYS} SET sealed = '01ab'")
    assert verify().changed == {KEYS: [1]}


@sqlite
def test_a_text_put_back_as_the_bytes_it_spells_is_named(key: None, reads: list[int], tamper: Any) -> None:
    uid = ReadRecord.objects.get(pk=reads[0]).uid.hex
    tamper(READS, f"UPDATE {READS} SET uid = X'{uid}' WHERE id = {reads[0]}")
    assert verify().changed == {READS: [reads[0]]}


def test_the_acting_post_is_part_of_what_is_sealed(home: Any, worker: None) -> None:
    import dataclasses

    with acting(dataclasses.replace(WHO, post=34)), writing():
        form = SubmittedForm.objects.create(key=uuid4())
    assert SubmittedForm.objects.get(pk=form.pk).made_by_post == 34
    with acting(WHO), writing():
        assert SubmittedForm.objects.create(key=uuid4()).made_by_post is None
