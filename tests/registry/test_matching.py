"""Every row ends in exactly one bin, and nobody is linked on a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dixian.registry.matching.engine import AMBIGUOUS, LINKED, STRANGER, Candidate, Resident, link

INDEXES = st.sampled_from([b"a", b"b", b"c", b"d"])
NAMES = st.sampled_from(["张三", "李四", "王五"])
RESIDENTS = st.lists(st.tuples(INDEXES, NAMES), max_size=6)
CANDIDATES = st.lists(st.tuples(INDEXES, NAMES), max_size=8)


def register(residents):
    known = {}
    for person, (index, name) in enumerate(residents):
        known.setdefault(index, []).append(Resident(person, person, 1, name))
    return known


@given(CANDIDATES, RESIDENTS)
def test_each_candidate_has_one_link_in_its_order(candidates, residents):
    rows = [Candidate(row, index, name) for row, (index, name) in enumerate(candidates)]
    links = list(link(rows, register(residents)))
    assert [one.row for one in links] == [row.row for row in rows]
    assert {one.bin for one in links} <= {LINKED, AMBIGUOUS, STRANGER}
    assert all(one.reason for one in links)


@given(CANDIDATES, RESIDENTS)
def test_only_number_and_name_together_link(candidates, residents):
    known = register(residents)
    for row, (index, name) in enumerate(candidates):
        (one,) = link([Candidate(row, index, name)], known)
        of_this_number = known.get(index, [])
        agrees = [resident for resident in of_this_number if resident.name_key == name]
        assert (one.bin == LINKED) == (len(of_this_number) == 1 and len(agrees) == 1)
        if one.bin == LINKED:
            assert one.resident == agrees[0]
        assert (one.bin == STRANGER) == (not of_this_number)


@pytest.mark.django_db
def test_a_number_that_left_the_register_is_a_stranger(county, people):
    from dixian.foundation.kernel import clock
    from dixian.foundation.vault.blind import blind
    from dixian.registry.households.models import Person
    from dixian.registry.matching.api import link_rows

    row = Candidate(1, blind(people["张三"].id_number, "id"), "张三")
    assert [one.bin for one in link_rows([row])] == [LINKED]
    Person.objects.filter(number="P101").update(valid_to=clock.today())
    assert [one.bin for one in link_rows([row])] == [STRANGER]
