"""A value can be found again without being read."""

from hypothesis import given
from hypothesis import strategies as st

from dixian.foundation.vault.blind import SIZE, blind

DOMAINS = ("id", "id_tail", "phone", "name")


@given(st.text(max_size=60), st.sampled_from(DOMAINS))
def test_equal_values_have_equal_indexes_of_one_size(text, domain):
    assert blind(text, domain) == blind(text, domain)
    assert len(blind(text, domain)) == SIZE == 16


@given(st.lists(st.text(max_size=30), min_size=2, max_size=6, unique=True))
def test_different_values_have_different_indexes(texts):
    assert len({blind(text, "id") for text in texts}) == len(texts)


@given(st.text(max_size=60))
def test_the_same_value_for_different_purposes_has_different_indexes(text):
    assert len({blind(text, domain) for domain in DOMAINS}) == len(DOMAINS)


def test_a_purpose_and_a_value_do_not_run_into_each_other():
    assert blind("_tail1234", "id") != blind("1234", "id_tail")


def test_neighbouring_numbers_have_nothing_in_common():
    one, two = blind("231226197001011001", "id"), blind("23122619700101101X", "id")
    assert sum(a == b for a, b in zip(one, two, strict=True)) < 5
    assert b"2312" not in one


def test_another_installation_has_other_indexes(elsewhere):
    here = blind("231226197001011001", "id")
    elsewhere()
    assert blind("231226197001011001", "id") != here
