"""Figures of an item: as large as written, with their bound; what is vague is none (R0)."""

from typing import Any

import pytest

from dixian.directives.workplans.api import read_text
from dixian.directives.workplans.engine.measures import figures_of, ranges_of
from tests.directives.workplans.written import units


def figures(words: str) -> list[tuple[Any, ...]]:
    text = f"青禾县2025年工作要点\n1.抓落实。{words}。（牵头单位：县教育局）\n"
    (item,) = read_text(text, units()).items
    return [(one.value, one.measure, one.bound) for one in item.figures]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("投资1,200.50万元", (1200.5, "万元", "exactly")),
        ("参保率≥98%", (98, "%", "at_least")),
        ("逾期率≤1.5‰", (1.5, "‰", "at_most")),
        ("收缴率>95%", (95, "%", "over")),
        ("增长-5%", (-5, "%", "exactly")),
        ("贷款500笔以上", (500, "笔", "at_least")),
        ("带动2000余户", (2000, "户", "over")),
        ("筹资5万余元", (5, "万元", "over")),
        ("压减三成", (30, "%", "exactly")),
        ("不低于六成五", (65, "%", "at_least")),
        ("压减四分之一", (25, "%", "exactly")),
        ("不少于1/4", (25, "%", "at_least")),
        ("满意度达95.5分", (95.5, "分", "exactly")),
        ("近5万元", (5, "万元", "about")),
        ("配合省级完成两次专项督查", (2, "次", "exactly")),
    ],
)
def test_a_figure_is_read_with_its_bound(words: str, told: tuple[Any, ...]) -> None:
    assert figures(words) == [told]


@pytest.mark.parametrize(
    "words",
    [
        "走访数百户",
        "惠及上千人",
        "惠及成百户",
        "新增十几个",
        "渐退期6个月",
        "第3季度",
        "盯住三类户",
        "“五个一批”",
        "一户一策",
    ],
)
def test_what_counts_nothing_for_certain_is_no_figure(words: str) -> None:
    assert figures(words) == []


@pytest.mark.parametrize("words", ["建成100-120亩", "建成100亩至120亩"])
def test_a_range_is_at_least_the_one_and_at_most_the_other(words: str) -> None:
    assert figures(words) == [(100, "亩", "at_least"), (120, "亩", "at_most")]


@pytest.mark.parametrize(
    "words", ["10%—15%", "10%至15%", "10%～15%", "10％-15％", "10--15%", "10%到15%", "百分之十至百分之十五"]
)
def test_a_range_of_percents_is_one_however_its_ends_are_joined(words: str) -> None:
    assert figures(f"收入增长{words}") == [(10, "%", "at_least"), (15, "%", "at_most")]


@pytest.mark.parametrize(
    ("words", "low"),
    [
        ("1万元至2万元", (1, "万元", "at_least")),
        ("1—2万元", (1, "万元", "at_least")),
        ("5000元至2万元", (5000, "元", "at_least")),
    ],
)
def test_the_ends_of_a_range_have_each_their_own_measure(words: str, low: tuple[Any, ...]) -> None:
    assert figures(f"补助{words}") == [low, (2, "万元", "at_most")]


def test_people_see_a_range_once_and_two_equal_figures_twice() -> None:
    found = figures_of("增长10%—15%，入户率100%，整改率100%")
    assert [[one.written for one in some] for some in ranges_of(found)] == [
        ["10%—15%", "10%—15%"],
        ["100%"],
        ["100%"],
    ]


def test_two_equal_figures_are_two() -> None:
    assert figures("入户率达到100%，整改率达到100%") == [(100, "%", "exactly")] * 2


@pytest.mark.parametrize("words", ["收入不低于上年", "增速不低于全省平均水平", "投入不得少于上年同期"])
def test_a_figure_against_one_that_stands_elsewhere_has_a_bound_and_no_value(words: str) -> None:
    assert figures(words) == [(None, "", "at_least")]


def test_a_count_of_things_to_do_is_a_figure() -> None:
    assert figures("开展两次专项督查") == [(2, "次", "exactly")]


def test_a_measure_said_twice_keeps_its_bound() -> None:
    (figure,) = figures_of("全年刊发稿件10篇（次）以上")
    assert (figure.value, figure.measure, figure.bound) == (10, "篇", "at_least")
