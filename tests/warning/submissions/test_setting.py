"""A county adds, changes and ends kinds by proposal; what is pushed follows from the day on (R2.3)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import Proposal, approve, propose_taking_back
from dixian.foundation.worklist.api import Obligation
from dixian.warning.submissions import api as submissions
from tests.support.kinds import WHO, previewed, sheet_of
from tests.support.register import medical_kind

pytestmark = pytest.mark.django_db
PAPER = "县领导小组〔2024〕3号"
TODAY = date(2024, 4, 10)
APRIL = Month(2024, 4)
COLUMNS = [
    *(dict(one) for one in WHO),
    {"type": "Money", "code": "loss", "title": "损失金额", "aliases": ["损失(元)"], "required": True},
]
HAIL = submissions.Setting(
    name="雹灾受灾户", mode="increment", columns=COLUMNS, amount_column="loss", urgent=True
)


@pytest.fixture
def today(county: Any) -> Any:
    with clock.at(clock.noon(TODAY)):
        county.post("approver", Role.BUREAU_REVIEWER, county.bureau)
        yield


@pytest.fixture
def asked(county: Any, today: Any) -> Any:
    """Asks, and another person approves."""

    def ask(setting: Any, *, kind: Any = None, units: Any = (), since: date = TODAY) -> Any:
        made = submissions.propose_kind(
            kind=kind, units=units, setting=setting, valid_from=since, source=PAPER, post=county["bureau"]
        )
        approve(proposal=made, post=county["approver"])
        return made

    return ask


def kind_named(name: str) -> Any:
    return submissions.DataKind.objects.select_related("unit").get(name=name)


def setting(kind: Any, **changes: Any) -> Any:
    return replace(submissions.setting_of(kind), **changes)


def test_a_new_kind_is_pushed_judged_and_has_a_template(county, people, asked):
    asked(HAIL, units=[unit("yjj")])
    kind = kind_named("雹灾受灾户")
    assert (kind.unit, kind.source_label, kind.urgent) == (unit("yjj"), "县应急局报送", True)
    clerk = county.post("relief", Role.DEPARTMENT_CLERK, unit("yjj"))
    assert kind in [one.kind for one in submissions.month_of(clerk, APRIL)]
    assert submissions.template_file(kind).startswith(b"PK")
    sheet_of(kind, amount="1000", step="0")
    batch = previewed(kind, [(people["李四"], "5000")], clerk, APRIL)
    submissions.commit(batch=batch, post=clerk)
    drain()
    row = submissions.Row.objects.get(batch=batch)
    assert (str(row.amount), row.outcome) == ("5000.00", "raised")


def test_one_proposal_gives_several_units_a_kind_each(asked):
    asked(HAIL, units=[unit("yjj"), unit("swj")])
    found = submissions.DataKind.objects.filter(name="雹灾受灾户")
    assert {one.unit.code for one in found} == {"yjj", "swj"}


def test_nothing_holds_before_another_person_has_approved(county, today):
    mine = county["approver"]
    made = submissions.propose_kind(
        kind=None, units=[unit("yjj")], setting=HAIL, valid_from=TODAY, source=PAPER, post=mine
    )
    assert not submissions.DataKind.objects.filter(name="雹灾受灾户").exists()
    with pytest.raises(Refusal, match="不能审批自己的"):
        approve(proposal=made, post=mine)
    assert "栏目“损失金额”：金额，必填，也叫损失(元)" in Proposal.objects.get().arguments["said"]


def test_a_change_holds_from_its_day_and_what_was_stays_readable(asked):
    kind = medical_kind()
    asked(setting(kind, sign_off=True), kind=kind, since=date(2024, 5, 1))
    submissions.take_effect()
    assert not medical_kind().sign_off
    with clock.at(clock.noon(date(2024, 5, 1))):
        assert submissions.take_effect() == 1
        assert submissions.take_effect() == 0
    assert medical_kind().sign_off
    told = [(one.sign_off, one.valid_from, one.source) for one in submissions.versions_of(medical_kind())]
    assert told == [
        (True, date(2024, 5, 1), PAPER),
        (False, date(2024, 1, 1), "随程序带来的报送种类"),
    ]


def test_a_change_to_come_can_be_taken_back(county, asked):
    kind = medical_kind()
    asked(setting(kind, sign_off=True), kind=kind, since=date(2024, 5, 1))
    (coming, _) = submissions.versions_of(kind)
    made = propose_taking_back(
        of="kind",
        uids=[coming.uid],
        valid_from=date(2024, 5, 1),
        source="写错了年份",
        post=county["bureau"],
    )
    approve(proposal=made, post=county["approver"])
    with clock.at(clock.noon(date(2024, 5, 2))):
        submissions.take_effect()
    assert not medical_kind().sign_off


def test_its_own_window_holds_from_the_next_month_and_leaves_months_before(county, asked):
    kind = medical_kind()
    asked(setting(kind, window_first=3, window_last=20), kind=kind)
    kind = medical_kind()
    assert submissions.window_of(kind, APRIL) == (5, 15)
    assert submissions.window_of(kind, APRIL.next()) == (3, 20)
    with clock.at(clock.noon(date(2024, 5, 3))):
        submissions.open_month(APRIL.next(), by=date(2024, 5, 3))
    (duty,) = Obligation.objects.filter(kind="submissions.submit")
    assert (duty.subject_label, duty.due_on) == (kind.name, date(2024, 5, 20))


def test_its_own_limit_of_what_is_odd_comes_before_the_countys(county, people, asked):
    asked(replace(HAIL, limits={"rows": "1", "times": "2"}), units=[unit("yjj")])
    clerk = county.post("relief", Role.DEPARTMENT_CLERK, unit("yjj"))
    lines = [(people["李四"], "5"), (people["李四"], "6")]
    assert previewed(kind_named("雹灾受灾户"), lines, clerk, APRIL).odd == ["同一个人出现 2 次（第 2、3 行）"]


def test_a_kind_that_ended_is_asked_for_no_more(county, today):
    kind = medical_kind()
    made = submissions.propose_end_of_kind(
        kind=kind, valid_from=date(2024, 5, 1), source=PAPER, post=county["bureau"]
    )
    approve(proposal=made, post=county["approver"])
    with clock.at(clock.noon(date(2024, 5, 6))):
        submissions.take_effect()
        submissions.open_month(Month(2024, 5))
        assert not Obligation.objects.filter(subject_label=kind.name).exists()
        for post in (county["insurer"], county["bureau"]):
            assert kind.pk not in [one.kind.pk for one in submissions.month_of(post, Month(2024, 5))]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": " "}, "名称须填写"),
        ({"mode": "weekly"}, "没有选择报送方式"),
        ({"columns": COLUMNS[1:]}, "“姓名”和“身份证号”必须填写"),
        ({"columns": [*COLUMNS, {"type": "Money", "code": "x", "title": "损失(元)"}]}, "既是"),
        ({"columns": [*COLUMNS, {"type": "Choice", "code": "x", "title": "灾种"}]}, "没有写有哪些"),
        ({"columns": [*COLUMNS, {"type": "Blob", "code": "x", "title": "照片"}]}, "没有选择类型"),
        ({"columns": [*COLUMNS, COLUMNS[0]]}, "栏目重复"),
        ({"amount_column": "name"}, "金额列要选一栏金额"),
        ({"day_column": "loss"}, "截至列要选一栏日期或月份"),
        ({"window_first": 9}, "要填首日和末日"),
        ({"window_first": 20, "window_last": 9}, "首日不晚于末日"),
        ({"limits": {"strangers": "300"}}, "须是 1 至 100 的整数"),
    ],
)
def test_what_can_not_be_is_refused_with_what_to_do(county, today, changes, said):
    with pytest.raises(Refusal, match=said) as refusal:
        submissions.propose_kind(
            kind=None,
            units=[unit("yjj")],
            setting=replace(HAIL, **changes),
            valid_from=TODAY,
            source=PAPER,
            post=county["bureau"],
        )
    assert refusal.value.remedy


def test_columns_that_rows_and_rule_sheets_speak_of_stay(county, today):
    kind = medical_kind()
    for changes, said in (
        ({"columns": [one for one in kind.columns if one["code"] != "village"]}, "不能删除"),
        (
            {
                "columns": [
                    {**one, "type": "Column"} if one["code"] == "own_cost" else one for one in kind.columns
                ],
                "amount_column": "",
            },
            "类型不能改",
        ),
        ({"mode": "full"}, "报送方式不能改"),
    ):
        with pytest.raises(Refusal, match=said):
            submissions.propose_kind(
                kind=kind,
                units=(),
                setting=setting(kind, **changes),
                valid_from=TODAY,
                source=PAPER,
                post=county["bureau"],
            )


def test_every_kind_that_comes_with_the_program_can_be_changed(county, today):
    for kind in submissions.DataKind.objects.select_related("unit").order_by("code"):
        submissions.propose_kind(
            kind=kind,
            units=(),
            setting=setting(kind, sign_off=True),
            valid_from=TODAY,
            source=PAPER,
            post=county["bureau"],
        )


def test_a_unit_has_no_two_kinds_of_one_name(county, asked):
    asked(HAIL, units=[unit("yjj")])
    with pytest.raises(Refusal, match="已有报送种类"):
        asked(HAIL, units=[unit("yjj")])
