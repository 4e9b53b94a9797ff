"""A leader with an account sees the visit that is due on his own list, until somebody records it (R15.3)."""

from datetime import date, datetime
from typing import Any

import pytest

from dixian.cli.checks import run_checks
from dixian.directives.points.models import ContactPoint, PointVisit
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.books import api as books
from dixian.foundation.files.api import store
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import inbox
from tests.support.database import as_worker

pytestmark = pytest.mark.django_db


def at(month: int, day: int) -> Any:
    return clock.at(datetime(2024, month, day, 9, tzinfo=clock.SHANGHAI))


def leader(office: Any, name: str, login: str) -> Post:
    found: Post = office.post(login, Role.COUNTY_LEADER, unit("xzf"))
    found.user.name = name
    found.user.save()
    return found


def point(office: Any, name: str) -> ContactPoint:
    said = {"leader": name, "position": "副县长", "village": office.village, "unit": office.town_unit}
    with at(4, 2):
        made: ContactPoint = books.register(
            book=books.book("points"),
            values={**said, "rhythm": "month", "from_on": date(2024, 4, 1), "until_on": None},
            extra={},
            post=office["bureau"],
        )
    return made


def owed(post: Post) -> list[tuple[str, date]]:
    return [(one.subject_label, one.due_on) for one in inbox(post).filter(kind="points.pay")]


APRIL = [("刘强联系点：2024年4月走访", date(2024, 4, 30))]


def test_a_visit_is_on_the_leaders_list_until_the_liaison_records_it(office: Any) -> None:
    mine, other = leader(office, "刘强", "liu"), leader(office, "王伟", "wang")
    point(office, "刘强")
    assert (owed(mine), owed(other)) == (APRIL, [])
    with at(5, 2):
        assert [one.due_on < clock.today() for one in inbox(mine).filter(kind="points.pay")] == [True]
    visit = PointVisit.objects.select_related("unit", "point").get()
    paper = store([b"a photo"], name="走访.jpg", content_type="image/jpeg", purpose="走访佐证")
    with at(4, 9):
        books.act(
            book=books.book("point-visits"), row=visit, verb="visit", post=office["clerk"],
            on=date(2024, 4, 9), text="走访两户", evidence=paper,
        )  # fmt: skip
    assert owed(mine) == []
    assert [one for one in run_checks() if one.left != one.right] == []


def test_a_point_that_names_another_leader_hands_the_visit_on(office: Any) -> None:
    before, after = leader(office, "刘强", "liu"), leader(office, "王伟", "wang")
    made = point(office, "刘强")
    row = ContactPoint.objects.select_related("unit").get(pk=made.pk)
    books.correct(
        book=books.book("points"), row=row, values={"leader": "王伟"}, extra={}, post=office["bureau"]
    )
    assert (owed(before), [due for _, due in owed(after)]) == ([], [date(2024, 4, 30)])
    row = ContactPoint.objects.select_related("unit").get(pk=made.pk)
    books.correct(
        book=books.book("points"), row=row, values={"leader": "赵敏"}, extra={}, post=office["bureau"]
    )
    assert (owed(before), owed(after)) == ([], [])


def test_who_gets_an_account_later_has_it_from_the_next_day_on(office: Any) -> None:
    point(office, "刘强")
    mine = leader(office, "刘强", "liu")
    assert owed(mine) == []
    with at(4, 3), as_worker():
        books.settle_all_holders(clock.today())
        books.settle_all_holders(clock.today())
    assert owed(mine) == APRIL
    assert [one for one in run_checks() if one.left != one.right] == []


def test_where_two_leaders_have_one_name_the_liaison_alone_has_it(office: Any) -> None:
    first, second = leader(office, "刘强", "liu"), leader(office, "刘强", "liu2")
    point(office, "刘强")
    assert (owed(first), owed(second)) == ([], [])
