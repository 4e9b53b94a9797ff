"""What moves a place waits for the security administrator, who is told whose households are seen by whom."""

from datetime import timedelta

import pytest

from dixian.foundation.accounts.api import NotAllowed, Post, span_of
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas import api as areas
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import approve, propose_move, subject

pytestmark = pytest.mark.django_db
PAPER = {"source": "县政府会议纪要"}


@pytest.fixture
def house(county):
    """The county with its system administrator."""
    county.post("system", Role.SYSTEM_ADMIN, county.bureau)
    return county


@pytest.fixture
def move(house):
    """Ask for something to be done to a place today."""

    def ask(run, record, by="system", **values):
        dated = {} if "on" in values or "valid_from" in values else {"since": clock.today()}
        return propose_move(run=run, record=record, values={**dated, **PAPER, **values}, post=house[by])

    return ask


def as_it_is(place, *names):
    return {name: getattr(place, name) for name in names}


def renamed(area, **changes):
    return {**as_it_is(area, "name", "kind", "parent", "is_township_proper"), **changes}


def of_unit(unit, **changes):
    return {**as_it_is(unit, "name", "short_name", "kind", "parent", "area"), **changes}


def lines(proposal):
    return "\n".join(subject(proposal.subject).lines(proposal.arguments))


def test_another_name_waits_for_nobody(house, move):
    assert move(areas.change_area, house.village, **renamed(house.village, name="新名村")) is None
    unit = house["insurer"].unit
    assert move(areas.change_unit, unit, **of_unit(unit, name="绥棱县医疗保障服务局")) is None
    alone = {"on": clock.today(), "successor": None}
    assert move(areas.end_area, house.village, **alone) is None
    assert move(areas.add_alias, unit, name="医保") is None


def test_a_village_moves_once_another_has_agreed_and_is_then_seen_by_its_new_township(house, move):
    other = areas.townships(proper_only=True).exclude(pk=house.township.pk)[0]
    made = move(areas.change_area, house.village, **renamed(house.village, parent=other))
    assert f"{house.village}的农户，将由{other}的岗位看到" in lines(made)
    assert f"{house.township}的岗位不再看到{house.village}的农户" in lines(made)
    house.village.refresh_from_db()
    assert house.village.parent == house.township
    approve(proposal=made, post=house["security"])
    house.village.refresh_from_db()
    assert house.village.parent == other


def test_a_department_reaches_a_township_only_after_two_proposals(house, move):
    town, insurer = house.township, house["insurer"]
    with pytest.raises(Refusal, match="由本乡镇负责"):
        move(areas.confirm_handler, town, unit=insurer.unit)
    approve(
        proposal=move(areas.change_area, town, **renamed(town, is_township_proper=False)),
        post=house["security"],
    )
    town.refresh_from_db()
    made = move(areas.confirm_handler, town, unit=insurer.unit)
    assert f"的农户，将由{insurer.unit}（及上级单位县政府" in lines(made)
    assert town.pk not in span_of(Post.objects.get(pk=insurer.pk)).areas
    approve(proposal=made, post=house["security"])
    assert town.pk in span_of(Post.objects.get(pk=insurer.pk)).areas


def test_a_unit_under_another_takes_along_what_it_handles(house, move):
    street, handler = areas.area("231226001"), areas.unit("lcj")
    areas.confirm_handler(area=street, unit=handler, since=clock.today(), **PAPER)
    made = move(areas.change_unit, handler, **of_unit(handler, parent=house["insurer"].unit))
    assert f"代管的{street}（含 1 个村、社区）的全部农户" in lines(made)
    assert "县政府的岗位不再" not in lines(made)


def test_what_ends_into_another_waits_and_tells_who_takes_over(house, move):
    made = move(areas.end_area, house.village, on=clock.today(), successor=house.second)
    assert f"{house.village}的农户，将由{house.second}" in lines(made)
    unit = areas.unit("tjj")
    ended = move(areas.end_unit, unit, on=clock.today(), successor=areas.unit("fgj"))
    assert "县发改局（及上级单位县政府" in lines(ended)
    for one in (made, ended):
        approve(proposal=one, post=house["security"])
    house.village.refresh_from_db()
    assert house.village.successor == house.second


def test_while_one_waits_another_about_the_same_place_is_refused(house, move):
    street = areas.area("231226001")
    move(areas.confirm_handler, street, unit=areas.unit("lcj"))
    with pytest.raises(Refusal, match="已有一件等着审批的提请"):
        move(areas.end_area, street, on=clock.today(), successor=areas.area("231226002"))


def test_where_more_would_be_seen_than_was_told_the_agreement_is_asked_for_anew(house, move):
    handler = areas.unit("lcj")
    made = move(areas.change_unit, handler, **of_unit(handler, parent=house["insurer"].unit))
    areas.confirm_handler(area=areas.area("231226001"), unit=handler, since=clock.today(), **PAPER)
    with pytest.raises(Refusal, match="提请之后原值又改过"):
        approve(proposal=made, post=house["security"])


def test_who_may_not_manage_places_can_not_ask_and_the_submitter_can_not_agree(house, move):
    street = areas.area("231226001")
    with pytest.raises(NotAllowed):
        move(areas.confirm_handler, street, by="security", unit=areas.unit("lcj"))
    made = move(areas.confirm_handler, street, unit=areas.unit("lcj"))
    with pytest.raises(NotAllowed):
        approve(proposal=made, post=house["system"])


def test_a_correction_of_a_handler_waits_unless_it_only_puts_the_source_right(house, move):
    street, handler = areas.area("231226001"), areas.unit("lcj")
    row = areas.confirm_handler(area=street, unit=handler, since=clock.today(), **PAPER)
    same = {"unit": handler, "valid_from": row.valid_from, "valid_to": None}
    assert move(areas.correct_handler, row, **{**same, "source": "另一份会议纪要"}) is None
    earlier = {**same, "valid_from": row.valid_from - timedelta(days=30)}
    made = move(areas.correct_handler, row, **earlier)
    assert "起始日期由" in lines(made)
