"""What comes over a village's public address: kept sealed, found again by code and telephone together, and by nobody else."""

from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.audit.api import acting, holding, writing
from dixian.foundation.files.api import Picture
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation
from dixian.warning.declarations.api import (
    ASKED,
    Declaration,
    Entrance,
    Knocking,
    asked,
    declare,
    end_entrance,
    entrance_of,
    knock,
    network_of,
    open_entrance,
    read,
    sums,
    too_many,
)
from dixian.warning.declarations.models import DeclaredPhoto, Knock
from tests.warning.declarations.conftest import VISITOR, told

pytestmark = pytest.mark.django_db
FORM = {"filled_by": "self", "name": "张三", "place": "前屯", "phone": "138 0000 0101"}


def test_it_waits_at_the_township_and_is_found_by_code_and_telephone_together(county, says):
    made, code = says(words="老伴住院三个月", id_number="")
    duty = Obligation.objects.get(subject_uid=made.uid, state="open")
    assert (duty.area, duty.subject_label) == (county.township, f"{county.village}自主申报")
    with acting(VISITOR):
        found = asked(f" {code[:4]} {code[4:]}", "13800000101")
        assert (found.state, found.phone) == ("已收到", "04554622001")
        for wrong in ((code[:-1] + "x", "0101"), (code, "0102"), ("", ""), ("123", "13800000101")):
            assert asked(*wrong) is None
    assert all(one.difference == 0 for one in sums())


def test_what_is_told_lies_sealed(says):
    _made, code = says(
        words="老伴住院", filled_by="neighbour", filler_name="李四", id_number="231226197001011017"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {Declaration._meta.db_table}")
        row = b" ".join(
            bytes(one) if isinstance(one, bytes | memoryview) else str(one).encode()
            for one in cursor.fetchone()
        )
    for text in ("张三", "13800000101", "前屯", "老伴", "李四", "231226197001011017", code):
        assert text.encode() not in row


def test_the_same_form_sent_twice_counts_once_and_gives_the_same_code(entrance, says):
    form = uuid4()
    with acting(VISITOR):
        first, second = (declare(entrance=entrance, told=told(), form=form, pictures=[]) for _ in range(2))
    assert (first.code, first.again, second.code, second.again) == (first.code, False, first.code, True)
    assert Declaration.objects.count() == 1


def test_the_same_form_that_says_something_else_is_refused_and_the_first_stands(entrance):
    form, photo = uuid4(), Picture(b"a photo", 4, 3)
    with acting(VISITOR):
        declare(entrance=entrance, told=told(words="老伴住院"), form=form, pictures=[])
        for other, pictures in ((told(words="房子漏雨"), []), (told(words="老伴住院"), [photo])):
            with pytest.raises(Refusal, match="和这次填的不一样"):
                declare(entrance=entrance, told=other, form=form, pictures=pictures)
    assert [one.words.open() for one in Declaration.objects.all()] == ["老伴住院"]


def test_a_visitor_reaches_the_one_row_and_changes_none(county, says):
    made, _ = says()
    if connection.vendor != "postgresql":
        pytest.skip("row security is PostgreSQL's")
    with acting(VISITOR), writing():
        assert [one.objects.count() for one in (Declaration, DeclaredPhoto, Entrance)] == [0, 0, 0]
        with holding(bytes(made.secret)):
            assert list(Declaration.objects.all()) == [made]
            assert DeclaredPhoto.objects.count() == 1
            assert Declaration.objects.update(state="abuse") == 0
            with pytest.raises(ProgrammingError), transaction.atomic():
                DeclaredPhoto.objects.create(
                    declaration=made, village=county.village, secret=b"x" * 16, shown=made.photos.get().shown
                )


def test_a_token_opens_one_village_until_it_is_renewed_or_revoked(county, entrance):
    clerk, token = county["clerk"], entrance.token.open()
    with pytest.raises(Refusal, match="为什么停用"):
        open_entrance(village=county.village, phone="1", post=clerk)
    renewed = open_entrance(village=county.village, phone="1", post=clerk, reason="海报被撕走")
    with acting(VISITOR):
        assert entrance_of(token) is None
        assert entrance_of(renewed.token.open()) == renewed
        assert entrance_of("x" * 4000) is None
    end_entrance(entrance=renewed, reason="合并到别的村", post=clerk)
    with acting(VISITOR):
        assert entrance_of(renewed.token.open()) is None
    with pytest.raises(NotAllowed):
        open_entrance(village=county.other.children.first(), phone="1", post=clerk)
    with pytest.raises(NotAllowed):
        open_entrance(village=county.village, phone="1", post=county["cadre"])


def test_knocks_are_counted_by_sender_and_hour_and_refused_beyond_the_limit(county):
    mine, other = Knocking(ASKED, network_of("2001:db8::1")), Knocking(ASKED, "10.0.0.1")
    assert network_of("2001:db8::ffff:1") == mine.whose
    assert all(knock(mine, other) for _ in range(60))
    assert (too_many(mine), knock(mine)) == (True, False)
    assert "10.0.0.1" not in str(list(Knock.objects.values()))


@pytest.mark.parametrize(
    ("changed", "chosen", "what"),
    [
        ({"name": ""}, ["illness"], "姓名"),
        ({"phone": "12"}, ["illness"], "电话"),
        ({"filled_by": "x"}, ["illness"], "谁在填"),
        ({"filled_by": "neighbour"}, ["illness"], "您的姓名"),
        ({"id_number": "231226197001011018"}, ["illness"], "身份证号"),
        ({}, [], "有什么困难"),
        ({}, ["none"], "不在表上"),
        ({"words": "长" * 501}, [], "太长"),
    ],
)
def test_what_cannot_be_taken_is_told(county, changed, chosen, what):
    with pytest.raises(Refusal, match=what):
        read({**FORM, **changed}, chosen)
