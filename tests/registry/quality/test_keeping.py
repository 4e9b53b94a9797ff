"""Findings come, are seen by the village first, go when mended, and stay quiet when waived."""

from datetime import date, timedelta

import pytest

from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.households.models import Household, Person
from dixian.registry.quality.api import KeptFlaw, by_check, checks, findings, run_now, sums, take_back, waive
from dixian.registry.quality.keeping import difference, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def hers(people):
    return people["张三"].person.household


def renewed(home):
    for part in difference().pieces():
        write(part)
    return set(KeptFlaw.objects.filter(gone_on=None, household=home).values_list("code", flat=True))


def wed(home, sex):
    """A spouse comes into the household."""
    head = Person.objects.get(household=home)
    Household.objects.filter(pk=home.pk).update(size=2)
    return Person.objects.create(
        household=home, village_id=home.village_id, number="P909", name="李五", name_key="李五", initials="LW",
        sex=sex, relation="配偶", birth=date(1972, 1, 1), id_number=head.id_number, valid_from=head.valid_from,
    )  # fmt: skip


def test_a_register_in_order_has_no_finding(hers):
    assert renewed(hers) == set()


def test_head_and_spouse_of_one_sex_are_found_and_gone_once_mended(hers):
    spouse = wed(hers, "男")
    assert renewed(hers) == {"2_11_003"}
    assert KeptFlaw.objects.get().sentence == "李五登记为配偶，性别与户主相同"
    Person.objects.filter(pk=spouse.pk).update(sex="女")
    assert renewed(hers) == set()


@pytest.mark.parametrize(
    ("code", "model", "broken", "mended"),
    [
        ("d_birth", Person, {"birth": None}, {"birth": date(1970, 1, 1)}),
        ("d_head", Person, {"relation": "之子"}, {"relation": "户主"}),
        ("d_size", Household, {"size": 3}, {"size": 1}),
        ("1_11_002", Household, {"monitored": "unstable"}, {"monitored_month": "2024-04"}),
    ],
)
def test_what_is_wrong_in_the_register_is_found_and_what_is_mended_is_not(hers, code, model, broken, mended):
    rows = model.objects.filter(**{"pk" if model is Household else "household": hers.pk})
    rows.update(**broken)
    assert renewed(hers) == {code}
    rows.update(**mended)
    assert renewed(hers) == set()


def test_somebody_without_any_number_is_found(hers):
    Person.objects.filter(household=hers).update(id_number=None)
    assert renewed(hers) == {"1_12_002"}


def test_the_village_sees_it_before_anybody_above(county, hers):
    Household.objects.filter(pk=hers.pk).update(size=5)
    renewed(hers)
    seen = [findings(county[who]).count() for who in ("cadre", "clerk", "bureau")]
    assert seen == [1, 0, 0]
    with clock.at(clock.noon(clock.today() + timedelta(days=7))):
        assert [findings(county[who]).count() for who in ("cadre", "clerk", "bureau", "insurer")] == [
            1,
            1,
            1,
            0,
        ]
        assert by_check(findings(county["clerk"])) == [("d_size", "人口数不符", 1)]


def test_a_waiver_is_the_townships_and_holds_for_what_it_was_given_for(county, hers):
    spouse = wed(hers, "男")
    renewed(hers)
    with pytest.raises(NotAllowed):
        waive(finding=KeptFlaw.objects.get(), reason="属实", post=county["cadre"])
    with pytest.raises(Refusal, match="理由"):
        waive(finding=KeptFlaw.objects.get(), reason=" ", post=county["clerk"])
    waive(finding=KeptFlaw.objects.get(), reason="证件性别登记有误，公安正在更正", post=county["clerk"])
    renewed(hers)
    assert KeptFlaw.objects.get().waiver != ""
    Person.objects.filter(pk=spouse.pk).update(name="李六")
    renewed(hers)
    assert KeptFlaw.objects.get().waiver == ""


def test_a_waiver_that_was_wrong_is_taken_back_with_a_reason_and_the_finding_is_listed_again(county, hers):
    spouse = wed(hers, "男")
    renewed(hers)
    with pytest.raises(Refusal, match="认定或撤回过"):
        take_back(finding=KeptFlaw.objects.get(), reason="没有认定过", post=county["clerk"])
    waive(finding=KeptFlaw.objects.get(), reason="公安正在更正", post=county["clerk"])
    with pytest.raises(Refusal, match="认定或撤回过"):
        waive(finding=KeptFlaw.objects.get(), reason="再认定", post=county["head"])
    with pytest.raises(NotAllowed):
        take_back(finding=KeptFlaw.objects.get(), reason="认错了", post=county["cadre"])
    with pytest.raises(Refusal, match="理由"):
        take_back(finding=KeptFlaw.objects.get(), reason=" ", post=county["clerk"])
    take_back(finding=KeptFlaw.objects.get(), reason="公安查过，没有登错", post=county["head"])
    told = KeptFlaw.objects.get()
    assert (told.waiver, told.taken_back, told.taken_back_by) == (
        "",
        "公安查过，没有登错",
        county["head"].user,
    )
    assert [(code, many) for code, _, many in by_check(findings(county["cadre"]))] == [("2_11_003", 1)]
    renewed(hers)
    assert KeptFlaw.objects.get().taken_back != ""
    Person.objects.filter(pk=spouse.pk).update(name="李六")
    renewed(hers)
    assert KeptFlaw.objects.get().taken_back == ""


def test_what_changes_in_the_register_is_checked_at_once(county, hers):
    Household.objects.filter(pk=hers.pk).update(size=5)
    run_now(post=county["cadre"])
    drain()
    assert KeptFlaw.objects.get().code == "d_size"
    assert [one.difference for one in sums()] == [0, 0]


def test_what_nobody_told_and_is_not_listed_is_a_difference(county, hers):
    run_now(post=county["cadre"])
    drain()
    Household.objects.filter(pk=hers.pk).update(monitored="unstable")
    assert [one.difference for one in sums()] == [0, 1]


def test_a_finding_that_got_lost_is_a_difference(county, hers):
    Household.objects.filter(pk=hers.pk).update(size=5)
    run_now(post=county["cadre"])
    drain()
    KeptFlaw.objects.update(gone_on=clock.today())
    assert [one.difference for one in sums()] == [1, 1]


def test_every_check_says_how_it_is_mended_and_leads_to_a_page():
    for check in checks().values():
        assert check.title and check.mend and check.door in ("household", "case", "plan", "elimination"), (
            check.code
        )
