"""A benchmark says how it stands against its target, and fails only where it is told to."""

import pytest

from benchmarks import history, pages, register_load
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
    judged = {"what": history.JUDGED, "times": 1.2}
    assert history.TARGET.found([{"what": "load", "times": 9.0}, judged]) == 1.2
    judged = {"what": register_load.JUDGED, "times bare": 1.3}
    assert register_load.TARGET.found([{"what": "bare", "times bare": 1.0}, judged]) == 1.3
    assert pages.TARGET.found([{"p95": 20.0}, {"p95": 170.0}]) == 170.0
    assert (history.TARGET.most, register_load.TARGET.most, pages.TARGET.most) == (1.8, 1.5, 150)
