"""Who sees an inquiry, what is noted of it, how long it is kept, and what a failure leaves."""

from datetime import timedelta

import pytest

from dixian.foundation.accounts.api import posts_of
from dixian.foundation.audit.api import ReadRecord, load_reads
from dixian.foundation.files.api import content_of, sweep
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.households.models import Household
from dixian.registry.inquiries import api as inquiries
from dixian.registry.inquiries import jobs
from dixian.registry.inquiries.models import Inquiry
from tests.registry.inquiries.lists import WHY, asked, book
from tests.support.database import as_worker
from tests.support.queue import until_given_up

pytestmark = pytest.mark.django_db
HEADER = ("姓名", "身份证号")


@pytest.fixture
def inquiry(county, people):
    """Of the township's clerk: one person of the township and one beyond."""
    lines = [(one.name, one.id_number) for one in (people["张三"], people["赵六"])]
    return asked(book(HEADER, *lines), county["clerk"])


def test_nobody_else_sees_it_however_far_they_reach(county, inquiry):
    assert [one.pk for one in inquiries.inquiries(county["clerk"])] == [inquiry.pk]
    for name in ("head", "cadre", "bureau", "insurer"):
        assert list(inquiries.inquiries(county[name])) == []
        with pytest.raises(Inquiry.DoesNotExist):
            inquiries.inquiry(uid=inquiry.uid, post=county[name])


def test_a_delegate_acts_with_the_post_and_sees_not_what_its_owner_asked(county, inquiry):
    delegate = county["clerk"].acted_by(county.posts["head"].user)
    assert list(inquiries.inquiries(delegate)) == []


def test_it_is_noted_who_was_told_of_whom_and_why(county, inquiry):
    with as_worker():
        load_reads()
    noted = ReadRecord.objects.get(what="名单比对")
    household = Household.objects.get(number="H00101")
    assert (noted.uids, noted.count, noted.reason) == (str(household.uid), 1, WHY)
    assert (noted.actor, noted.post) == (f"user:{inquiry.asked_by_id}", inquiry.post_id)


def test_where_it_cannot_be_noted_there_is_no_result(county, people, monkeypatch):
    from dixian.foundation.audit import spool

    def full(_: bytes) -> None:
        raise OSError("no space")

    monkeypatch.setattr(spool, "append", full)
    asked(book(HEADER, ("张三", people["张三"].id_number)), county["clerk"])
    until_given_up()
    inquiry = Inquiry.objects.get()
    assert (inquiry.state, inquiry.result) == ("failed", None)
    assert "没有给出任何结果" in inquiry.message


def test_list_and_result_are_gone_after_their_days_and_the_record_stays(county, inquiry, monkeypatch):
    last = clock.today() + timedelta(days=7)
    assert (inquiry.expires_on, inquiry.source.expires_on, inquiry.result.expires_on) == (last,) * 3
    monkeypatch.setattr(clock, "today", lambda: last)
    assert inquiries.result_of(inquiry)
    monkeypatch.setattr(clock, "today", lambda: last + timedelta(days=1))
    with pytest.raises(Refusal, match=f"保存到 {last}，已经删除"):
        inquiries.result_of(inquiry)
    sweep()
    assert Inquiry.objects.get(pk=inquiry.pk).linked == 2


def test_a_kill_before_the_end_leaves_one_result_and_the_counts_once(county, people, monkeypatch):
    once, broken = jobs._note, []

    def breaks_first(*arguments):
        once(*arguments)
        if not broken:
            broken.append(True)
            raise RuntimeError("killed")

    monkeypatch.setattr(jobs, "_note", breaks_first)
    asked(book(HEADER, ("张三", people["张三"].id_number)), county["clerk"])
    until_given_up()
    inquiry = Inquiry.objects.get()
    assert (inquiry.state, inquiry.linked, inquiry.rows_read) == ("done", 1, 1)
    assert content_of(inquiry.result)


def test_a_post_that_has_ended_meanwhile_is_told_of_nobody(county, people):
    post = county["clerk"]
    stored_for = asked(book(HEADER, ("张三", people["张三"].id_number)), post)
    type(post).objects.filter(pk=post.pk).update(valid_to=clock.today())
    jobs_own = jobs.Comparer(type(post).objects.get(pk=post.pk))
    jobs_own.answer([jobs.rows_of(jobs._read(stored_for)).__next__()], guesses=[False])
    assert jobs_own.answers.households == {}
    assert posts_of(stored_for.asked_by) == []
