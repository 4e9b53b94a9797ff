"""A benchmark says how it stands against its target, and fails only where it is told to."""

from argparse import Namespace

import pytest

from benchmarks import history, matching, pages, register_load
from benchmarks.support import Target

TWICE = Target(2.0, "times", lambda rows: max(row["times"] for row in rows))


@pytest.mark.parametrize(
    ("figure", "fail_over", "passed"),
    [(1.9, None, True), (9.0, None, True), (1.9, 1.0, True), (2.9, 1.5, True), (3.1, 1.5, False)],
)
def test_a_figure_fails_above_the_target_times_the_margin_only_where_asked(
    figure: float, fail_over: float | None, passed: bool
) -> None:
    said, result = TWICE.verdict([{"times": 1.0}, {"times": figure}], fail_over)
    assert result == passed
    assert f"at most 2 times; measured {figure:.2f}" in said
    assert ("FAILS" in said) == (not passed)


def test_each_benchmark_judges_its_own_figure() -> None:
    judged = [{"what": "load", "times": 1.2}, {"what": history.ADDED, "times": 1.4}]
    assert history.TARGET.found([*judged, {"what": history.BOTH, "times": 9.0}]) == 1.4
    judged = {"what": register_load.JUDGED, "times bare": 1.3}
    assert register_load.TARGET.found([{"what": "bare", "times bare": 1.0}, judged]) == 1.3
    assert pages.TARGET.found([{"p95": 20.0}, {"p95": 170.0}]) == 170.0
    assert (history.TARGET.most, register_load.TARGET.most, pages.TARGET.most) == (1.8, 1.5, 150)


def test_matching_is_judged_by_its_median_its_memory_and_its_peer() -> None:
    rows = [
        {"what": "exact look-up", "median": 0.1},
        {"what": matching.JUDGED, "first": 9.0, "median": 0.7, "MB": 1700},
        {"what": matching.PEER, "median": 2.8},
    ]
    judged = matching.targets(Namespace(large=True, splink="python"))
    assert [one.found(rows) for one in judged] == [0.7, 1700, 0.25]
    assert [one.most for one in judged] == [5.4, 2048, 0.4]
    assert [one.most for one in matching.targets(Namespace(large=False, splink=None))] == [0.9]


def test_matching_is_measured_on_a_county_of_any_size() -> None:
    rows = matching.measure(Namespace(people=300, rows=200, rounds=2, seed=7, splink=None))
    assert [row["what"] for row in rows][:2] == [matching.JUDGED, "exact look-up"]
    assert all(row["median"] > 0 for row in rows[:2])
