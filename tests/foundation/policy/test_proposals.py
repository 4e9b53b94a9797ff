"""A value changes when one person asks and another agrees; otherwise nothing changes."""

from datetime import date
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction

from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.accounts.enums import Capability, Role
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import (
    Parameter,
    Proposal,
    approve,
    limit,
    parameter,
    propose,
    reject,
    withdraw,
)

pytestmark = pytest.mark.django_db
DAY = date(2025, 1, 1)


def rows(code: str = "limit.answer") -> list[tuple[str, date, date | None]]:
    """Every value a parameter ever had: text, from, to."""
    return list(
        Parameter.objects.filter(code=code)
        .order_by("valid_from")
        .values_list("text", "valid_from", "valid_to")
    )


def test_an_approved_value_is_a_new_dated_row_and_the_old_one_ends_that_day(county, proposed):
    approve(proposal=proposed(), post=county["reviewer"], reason="同意")
    assert rows() == [("7天", date(2024, 1, 1), DAY), ("5天", DAY, None)]
    newest = Parameter.objects.get(code="limit.answer", valid_to=None)
    assert (newest.source, newest.mark, newest.title) == (
        "县领导小组〔2024〕3号",
        "local",
        "村级核实反馈的时限",
    )
    assert Parameter.objects.get(code="limit.answer", valid_to=DAY).version == 2


def test_the_decision_says_who_when_and_why(county, proposed):
    made = proposed()
    approve(proposal=made, post=county["chief"], reason="同意")
    made.refresh_from_db()
    assert (made.state, made.reason, made.version) == ("approved", "同意", 2)
    assert (made.submitter, made.approver) == (county["bureau"].user, county["chief"].user)
    assert made.decided_at >= made.submitted_at
    assert made.label == "村级核实反馈的时限：7天 改为 5天，自 2025-01-01 起"


def test_a_proposal_alone_changes_nothing(proposed):
    assert proposed().state == "waiting"
    assert rows() == [("7天", date(2024, 1, 1), None)]


def test_who_proposes_cannot_approve_nor_reject_even_from_another_post(county, proposed):
    county.post("both", Role.BUREAU_HEAD, county.bureau, person="bureau")
    made = proposed()
    with pytest.raises(Refusal, match="不能审批自己的提请"):
        approve(proposal=made, post=county["both"])
    with pytest.raises(Refusal, match="不能审批自己的提请"):
        reject(proposal=made, post=county["both"], reason="算了")
    assert len(rows()) == 1


def test_the_database_itself_keeps_the_four_eyes(proposed):
    made = proposed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=made.pk).update(approver=made.submitter)


def test_the_database_knows_no_decision_without_a_time(proposed):
    made = proposed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=made.pk).update(state="approved")


@pytest.mark.parametrize("who", ["cadre", "clerk", "insurer"])
def test_who_lacks_the_right_neither_proposes_nor_decides(county, proposed, who):
    made = proposed()
    with pytest.raises(NotAllowed, match="提请修改参数"):
        proposed(by=who)
    with pytest.raises(NotAllowed, match="审批参数修改"):
        approve(proposal=made, post=county[who])
    with pytest.raises(NotAllowed):
        reject(proposal=made, post=county[who], reason="不同意")
    with pytest.raises(Refusal, match="只有提请人可以撤回"):
        withdraw(proposal=made, post=county[who])
    assert Proposal.objects.get().state == "waiting"


def test_a_rejected_proposal_leaves_the_value_and_keeps_the_reason(county, proposed):
    made = proposed()
    with pytest.raises(Refusal, match="退回要写明理由"):
        reject(proposal=made, post=county["reviewer"], reason="  ")
    reject(proposal=made, post=county["reviewer"], reason="没有文件依据")
    made.refresh_from_db()
    assert (made.state, made.reason) == ("rejected", "没有文件依据")
    assert rows() == [("7天", date(2024, 1, 1), None)]


def test_a_withdrawn_proposal_leaves_the_value(county, proposed):
    made = proposed()
    withdraw(proposal=made, post=county["bureau"])
    made.refresh_from_db()
    assert (made.state, made.approver) == ("withdrawn", None)
    assert rows() == [("7天", date(2024, 1, 1), None)]


@pytest.mark.parametrize("first", ["approve", "reject", "withdraw"])
@pytest.mark.parametrize("second", ["approve", "reject", "withdraw"])
def test_a_proposal_is_decided_once(county, proposed, first, second):
    verbs = {
        "approve": lambda made: approve(proposal=made, post=county["reviewer"]),
        "reject": lambda made: reject(proposal=made, post=county["reviewer"], reason="重复"),
        "withdraw": lambda made: withdraw(proposal=made, post=county["bureau"]),
    }
    made = proposed()
    verbs[first](Proposal.objects.get(pk=made.pk))
    before = rows()
    with pytest.raises(Refusal, match="已经办结"):
        verbs[second](made)
    assert rows() == before


def test_a_proposal_made_before_another_was_approved_cannot_be_approved_as_it_stands(county, proposed):
    older, newer = proposed(text="6天", valid_from=date(2025, 3, 1)), proposed()
    approve(proposal=newer, post=county["reviewer"])
    with pytest.raises(Refusal, match="提请之后原值又改过"):
        approve(proposal=older, post=county["reviewer"])
    assert [text for text, _, _ in rows()] == ["7天", "5天"]
    older.refresh_from_db()
    assert older.state == "waiting"
    reject(proposal=older, post=county["reviewer"], reason="按新值重提")


def test_values_follow_one_another_without_gap_or_overlap(county, proposed):
    for month, text in ((2, "6天"), (5, "5个工作日"), (9, "5天（当天起算）")):
        made = proposed(text=text, valid_from=date(2025, month, 1))
        approve(proposal=made, post=county["reviewer"])
    found = rows()
    assert [row[0] for row in found] == ["7天", "6天", "5个工作日", "5天（当天起算）"]
    assert all(one[2] == after[1] for one, after in pairwise(found))
    assert found[-1][2] is None
    assert limit("limit.answer", date(2025, 5, 1)).words == "5个工作日"
    assert parameter("limit.answer", date(2025, 4, 30)).text == "6天"


def test_a_right_of_a_role_changes_the_same_way(county):
    arguments = {
        "role": Role.VILLAGE_CADRE.value,
        "capability": Capability.EXPORT.value,
        "granted": True,
        "valid_from": "2024-04-01",
    }
    assert not county["cadre"].can(Capability.EXPORT)
    with pytest.raises(NotAllowed):
        propose(
            code="right",
            label="村干部可导出",
            arguments=arguments,
            source="县局2024年3月会议纪要",
            post=county["bureau"],
        )
    made = propose(
        code="right",
        label="村干部可导出",
        arguments=arguments,
        source="县局2024年3月会议纪要",
        post=county["security"],
    )
    assert not county["cadre"].can(Capability.EXPORT)
    approve(proposal=made, post=county["chief"])
    assert county["cadre"].can(Capability.EXPORT)
