"""What was applied can be taken back; what was touched since is held until somebody ticks it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dixian.foundation.audit.api import reading
from dixian.foundation.kernel.idnumber import check_digit
from dixian.registry.households import api as households
from dixian.registry.households.models import Change, Household, Membership, Person
from tests.support.changes import HEADER, again, applied, book, compared, homes, kinds, living, undone
from tests.support.often import often
from tests.support.register import id_number


def number_of(sequence):
    first17 = f"23122619800101{sequence:03}"
    return first17 + check_digit(first17)


def test_what_is_taken_back_is_as_it_was(town):
    by = {"by": town["bureau"], "approver": town["reviewer"]}
    before, stood = living(), homes()
    place = (town.township.name, town.village.name)
    rows = [
        ("P101", "H00101", "张叁", id_number(101), "户主", *place, "一般农户"),
        ("P103", "H00101", "张三丰", id_number(103), "之父", *place, ""),
        ("P900", "H90000", "新人", id_number(900), "户主", *place, ""),
    ]
    batch = applied(compared(book(HEADER, rows), town["bureau"], full=True), **by)
    assert living() != before
    undone(batch, **by)
    assert living() == before
    assert homes() == stood


def test_a_file_that_was_taken_back_can_be_imported_again(town):
    by = {"by": town["bureau"], "approver": town["reviewer"]}
    rows = [("P900", "H90000", "新人", id_number(900), "户主", town.township.name, town.village.name, "")]
    first = applied(compared(book(HEADER, rows), town["bureau"]), **by)
    after = living()
    undone(first, **by)
    second = compared(book(HEADER, rows), town["bureau"])
    assert kinds(second) == {"return_person": 1}
    applied(second, **by)
    assert living() == after


def test_what_was_touched_since_is_skipped_unless_ticked(town):
    by = {"by": town["bureau"], "approver": town["reviewer"]}
    place = (town.township.name, town.village.name)
    rows = [("P101", "H00101", "张叁", id_number(101), "户主", *place, "")]
    first = applied(compared(book(HEADER, rows), town["bureau"]), **by)
    rows = [("P101", "H00101", "张四", id_number(101), "户主", *place, "")]
    applied(compared(book(HEADER, rows), town["bureau"]), **by)
    from dixian.foundation.jobs.api import drain

    counter = households.undo(batch=again(first), post=town["bureau"])
    drain()
    change = Change.objects.get(batch=counter)
    assert (change.held, change.outcome) == (["name"], "skipped")
    households.tick(batch=again(counter), chosen={change.uid}, shown={change.uid}, post=town["bureau"])
    applied(counter, **by)
    assert Person.objects.get(number="P101").name == "张三"


def test_what_changed_after_the_proposal_is_not_overwritten(town):
    place = (town.township.name, town.village.name)
    by = {"by": town["bureau"], "approver": town["reviewer"]}
    rows = [("P101", "H00101", "张叁", id_number(101), "户主", *place, "")]
    waiting = compared(book(HEADER, rows), town["bureau"])
    rows = [("P101", "H00101", "张四", id_number(101), "户主", *place, "")]
    applied(compared(book(HEADER, rows), town["bureau"]), **by)
    applied(waiting, **by)
    assert Person.objects.get(number="P101").name == "张四"
    assert Change.objects.get(batch=waiting).reason == "提请之后这条记录又改过，没有办理"


PEOPLE = st.lists(
    st.tuples(
        st.integers(0, 7),
        st.integers(0, 3),
        st.sampled_from(["张三", "李四", "王五", "赵六"]),
        st.sampled_from(["户主", "配偶", "之子", "之女"]),
        st.integers(0, 1),
    ),
    max_size=10,
    unique_by=lambda one: one[0],
)


def roster(town, people):
    """Eight numbers, four households; where a household lives is said alike in its rows."""
    villages = (town.village.name, town.second.name)
    where = {home: villages[place] for _, home, _, _, place in people}
    return book(
        HEADER,
        [
            (f"Q{one}", f"G{home}", name, number_of(one), relation, town.township.name, where[home], "")
            for one, home, name, relation, _ in people
        ],
    )


@settings(max_examples=often(12))
@given(first=PEOPLE, second=PEOPLE, full=st.booleans())
def test_apply_then_undo_restores_the_register(town, first, second, full):
    by = {"by": town["bureau"], "approver": town["reviewer"]}
    _applied(compared(roster(town, first), town["bureau"], full=full), by)
    before, stood = living(), homes()
    batch = _applied(compared(roster(town, second), town["bureau"], full=full), by)
    _everybody_belongs_once()
    if batch.state == "applied":
        undone(batch, **by)
    assert living() == before
    assert homes() == stood
    _everybody_belongs_once()


def _applied(batch, by):
    waits = Change.objects.filter(batch=batch, outcome="waiting").exists()
    return applied(batch, **by) if waits else _given_up(batch, by["by"])


def _given_up(batch, post):
    if batch.state == "prepared":
        households.cancel(batch=batch, post=post)
    return again(batch)


def _everybody_belongs_once():
    """Membership, household and village agree; size and head are what the members say."""
    with reading():
        open_ones = dict(Membership.objects.filter(valid_to=None).values_list("person_id", "household_id"))
        people = Person.objects.filter(valid_to=None).select_related("household")
        assert open_ones == {one.pk: one.household_id for one in people}
        assert all(one.village_id == one.household.village_id for one in people)
        for home in Household.objects.all():
            members = [one for one in people if one.household_id == home.pk]
            assert (home.size, home.valid_to is None) == (len(members), bool(members))
            if members:
                heads = [one.name for one in members if one.relation == "户主"]
                assert home.head_name in (heads or [one.name for one in members])
