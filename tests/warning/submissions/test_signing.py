"""The head of the department signs what its clerk confirmed, where the kind asks for that (R2.3)."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError

from dixian.foundation.accounts.enums import Role
from dixian.foundation.accounts.problems import NotAllowed
from dixian.foundation.areas.api import unit
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation, inbox
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import Timeliness
from tests.support.register import medical_kind, month_shown, received

pytestmark = pytest.mark.django_db
APRIL = Month.parse("2024-04")


@pytest.fixture
def head(county: Any) -> Any:
    """Of the insurer's office, whose kind is signed from now on."""
    submissions.DataKind.objects.filter(code="yb_zifu").update(sign_off=True)
    return county.post("chief", Role.DEPARTMENT_HEAD, unit("ybj"))


@pytest.fixture
def tenth(head: Any) -> Any:
    """10 April 2024, with the month's duties open."""
    with clock.at(clock.noon(date(2024, 4, 10))):
        submissions.open_month(APRIL)
        yield


@pytest.fixture
def confirmed(county: Any, people: Any, file: Any, tenth: Any) -> Any:
    """A file the clerk has confirmed, with everything done that goes on by itself."""
    batch = received(file([people["张三"].costs("9000")]), county["insurer"])
    submissions.commit(batch=batch, post=county["insurer"])
    drain()
    return again(batch)


def again(batch: Any) -> Any:
    return submissions.Batch.objects.select_related("submission__kind__unit").get(pk=batch.pk)


def kinds_in(post: Any) -> set[str]:
    return set(inbox(post).values_list("kind", flat=True))


def all_sums_hold() -> bool:
    return all(one.left == one.right for one in submissions.sums())


def test_what_the_clerk_confirmed_waits_for_the_head_and_counts_for_nothing(county, head, confirmed):
    assert confirmed.state == "signing"
    assert confirmed.submission.submitted_on is None
    assert not submissions.Row.objects.exclude(outcome="").exists()
    shown = month_shown(county["insurer"], APRIL)
    assert (shown.timeliness, shown.unsigned) == (Timeliness.UNSIGNED, True)
    duty = Obligation.objects.get(kind="submissions.sign", state="open")
    assert (duty.due_on, duty.unit) == (date(2024, 4, 12), head.unit)
    assert "submissions.sign" in kinds_in(head)
    assert "submissions.sign" not in kinds_in(county["insurer"])
    assert all_sums_hold()


def test_the_head_signs_and_the_month_counts_from_that_day(county, head, confirmed):
    with clock.at(clock.noon(date(2024, 4, 17))):
        assert month_shown(county["insurer"], APRIL).timeliness == Timeliness.MISSING
        submissions.sign(batch=confirmed, post=head)
        drain()
        done = again(confirmed)
        assert (done.state, done.signed_by, done.confirmed_by) == (
            "committed",
            head.user,
            county["insurer"].user,
        )
        assert done.submission.submitted_on == date(2024, 4, 17)
        assert month_shown(county["insurer"], APRIL).timeliness == Timeliness.LATE
    assert submissions.Row.objects.get(batch=done).outcome == "raised"
    assert "submissions.sign" not in kinds_in(head)
    assert all_sums_hold()


def test_nobody_signs_what_they_confirmed_themselves(county, people, file, head, tenth):
    batch = received(file([people["张三"].costs("9000")]), head)
    submissions.commit(batch=batch, post=head)
    with pytest.raises(Refusal, match="不能签发自己提交的"):
        submissions.sign(batch=again(batch), post=head)
    with pytest.raises(IntegrityError):
        submissions.Batch.objects.filter(pk=batch.pk).update(signed_by=head.user)


def test_a_clerk_signs_nothing_and_a_head_nothing_of_another_unit(county, confirmed):
    with pytest.raises(NotAllowed):
        submissions.sign(batch=confirmed, post=county["insurer"])
    other = county.post("elsewhere", Role.DEPARTMENT_HEAD, unit("mzj"))
    with pytest.raises(Refusal, match="由县医保局报送"):
        submissions.sign(batch=confirmed, post=other)


def test_what_comes_back_says_why_and_is_the_clerks_duty_until_it_is_confirmed_again(county, head, confirmed):
    with pytest.raises(Refusal, match="没有写明"):
        submissions.send_back(batch=confirmed, reason=" ", post=head)
    submissions.send_back(batch=again(confirmed), reason="少了一家医院", post=head)
    back = again(confirmed)
    assert (back.state, back.message.endswith("退回：少了一家医院")) == ("previewed", True)
    assert "submissions.returned" in kinds_in(county["insurer"])
    submissions.commit(batch=back, post=county["insurer"])
    assert "submissions.returned" not in kinds_in(county["insurer"])
    assert "submissions.sign" in kinds_in(head)
    submissions.sign(batch=again(confirmed), post=head)
    drain()
    assert again(confirmed).state == "committed"


def test_a_file_withdrawn_asks_no_head_any_more(county, head, confirmed):
    submissions.withdraw(batch=confirmed, post=county["insurer"])
    assert again(confirmed).state == "withdrawn"
    assert "submissions.sign" not in kinds_in(head)
    assert all_sums_hold()


def test_a_nil_return_waits_for_the_head_too(county, head, tenth):
    said = submissions.nil_return(kind=medical_kind(), month=APRIL, post=county["insurer"])
    assert (said.nil, said.submitted_on) == (True, None)
    assert month_shown(county["insurer"], APRIL).timeliness == Timeliness.UNSIGNED
    assert "submissions.sign_nil" in kinds_in(head)
    assert "submissions.submit" in kinds_in(county["insurer"])
    with pytest.raises(Refusal, match="等负责人签发"):
        submissions.nil_return(kind=medical_kind(), month=APRIL, post=county["insurer"])
    assert all_sums_hold()
    submissions.sign_nil(submission=said, post=head)
    assert month_shown(county["insurer"], APRIL).timeliness == Timeliness.NIL
    assert "submissions.submit" not in {
        one.kind for one in Obligation.objects.filter(state="open", subject_uid=said.uid)
    }
    assert all_sums_hold()
    with pytest.raises(Refusal, match="不等签发"):
        submissions.sign_nil(submission=said, post=head)


def test_a_nil_return_sent_back_is_to_be_reported_with_the_reason(county, head, tenth):
    said = submissions.nil_return(kind=medical_kind(), month=APRIL, post=county["insurer"])
    submissions.send_back_nil(submission=said, reason="有两家医院有数", post=head)
    assert (said.nil, said.note) == (False, "有两家医院有数")
    duty = Obligation.objects.get(kind="submissions.submit", state="open", subject_uid=said.uid)
    assert duty.about.endswith("退回：有两家医院有数")
    assert month_shown(county["insurer"], APRIL).timeliness == Timeliness.NOT_YET


def test_a_nil_return_taken_back_waits_for_no_head(county, head, tenth):
    submissions.nil_return(kind=medical_kind(), month=APRIL, post=county["insurer"])
    submissions.withdraw_nil(kind=medical_kind(), month=APRIL, post=county["insurer"])
    assert "submissions.sign_nil" not in kinds_in(head)
    assert all_sums_hold()
