"""Sealed columns: dots wherever they are shown, ciphertext wherever they lie."""

import json
import logging
import pickle
from datetime import date

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from dixian.foundation.areas.api import Unit, UnitContact
from dixian.foundation.vault.ciphers import NotOurs
from dixian.foundation.vault.fields import DOTS, Sealed

PHONE = "13800000101"
PLACE = "foundation_areas_unitcontact.phone"


@pytest.fixture
def named(someone):
    unit = Unit.objects.create(
        code="ybj",
        name="县医保局",
        short_name="医保局",
        kind="government",
        path="ybj/",
        valid_from=date(2024, 1, 1),
    )
    return UnitContact.objects.create(
        unit=unit, role="liaison", name="王某", phone=PHONE, valid_from=date(2024, 1, 1)
    )


def raw(contact: UnitContact) -> bytes | None:
    """The bytes that lie in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM foundation_areas_unitcontact WHERE id = %s", [contact.pk])
        (value,) = cursor.fetchone()
    return None if value is None else bytes(value)


@given(st.text(max_size=60))
def test_a_sealed_text_opens_to_itself_and_shows_dots(text):
    sealed = Sealed.of(text, PLACE)
    assert sealed.open() == text
    assert f"{sealed}" == str(sealed) == DOTS
    assert f"{sealed!r}" == repr(sealed) == f"Sealed({DOTS})"


def test_a_sealed_text_goes_into_no_log_and_no_json(caplog):
    sealed = Sealed.of(PHONE, PLACE)
    logging.getLogger("dixian").warning("电话 %s %r %s", sealed, sealed, {"phone": sealed})
    assert PHONE not in caplog.text
    assert DOTS in caplog.text
    with pytest.raises(TypeError):
        json.dumps({"phone": sealed})
    assert PHONE.encode() not in pickle.dumps(sealed)


def test_sealed_texts_are_equal_where_their_bytes_are():
    one = Sealed.of(PHONE, PLACE)
    assert one == Sealed(one.raw, PLACE)
    assert hash(one) == hash(Sealed(one.raw, PLACE))
    assert one != Sealed.of(PHONE, PLACE)
    assert one != PHONE
    assert bool(Sealed.of("", PLACE))


@pytest.mark.django_db
def test_a_column_holds_ciphertext_and_gives_a_sealed_text(named):
    assert named.phone.open() == PHONE, "the instance that was saved holds what was written"
    stored = UnitContact.objects.get(pk=named.pk)
    assert isinstance(stored.phone, Sealed)
    assert stored.phone.open() == PHONE
    assert PHONE.encode() not in raw(named)


@pytest.mark.django_db
def test_a_value_that_is_not_changed_keeps_its_bytes_and_one_that_is_gets_new_ones(named):
    before = raw(named)
    stored = UnitContact.objects.get(pk=named.pk)
    stored.title = "科长"
    stored.save()
    assert raw(named) == before
    stored.phone = "13800000102"
    stored.save()
    assert raw(named) != before
    assert UnitContact.objects.get(pk=named.pk).phone.open() == "13800000102"


@pytest.mark.django_db
@pytest.mark.parametrize("nothing", ["", None])
def test_nothing_is_kept_as_nothing(named, nothing):
    named.phone = nothing
    named.save()
    assert raw(named) is None
    assert UnitContact.objects.get(pk=named.pk).phone is None


@pytest.mark.django_db
def test_an_update_of_many_seals_as_well(named):
    UnitContact.objects.update(phone="13900000000")
    assert b"13900000000" not in raw(named)
    assert UnitContact.objects.get(pk=named.pk).phone.open() == "13900000000"


@pytest.mark.django_db
def test_bytes_changed_in_the_database_or_moved_from_another_column_do_not_open(named):
    spoilt = bytearray(raw(named))
    spoilt[-1] ^= 1
    for content in (bytes(spoilt), Sealed.of(PHONE, "households_person.phone").raw):
        UnitContact.objects.filter(pk=named.pk).update(phone=content)
        with pytest.raises(NotOurs):
            UnitContact.objects.get(pk=named.pk).phone.open()
