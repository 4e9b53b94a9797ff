"""Time limits of an item: days that are told for certain become days, what is not is marked (R0)."""

import pytest

from dixian.directives.workplans.api import Item, read_text
from dixian.directives.workplans.rules import limit_told
from tests.directives.workplans.written import units

HEAD = "青禾县2025年工作要点\n青农组发〔2025〕3号\n青禾县人民政府\n2025年3月18日\n"
UNITS = "（牵头单位：县教育局；责任单位：各乡镇）"


def item(words: str, head: str = HEAD) -> Item:
    return read_text(f"{head}1.抓落实。{words}。{UNITS}\n", units()).items[0]


@pytest.mark.parametrize(
    ("words", "written", "day"),
    [
        ("11月15日前完成", "11月15日前", "2025-11-15"),
        ("10月底前完成", "10月底前", "2025-10-31"),
        ("十一月末完成", "十一月末", "2025-11-30"),
        ("2026年2月底前完成", "2026年2月底前", "2026-02-28"),
        ("年底前见效", "年底前", "2025-12-31"),
        ("到2026年底覆盖", "2026年底", "2026-12-31"),
        ("一季度末通报", "一季度末", "2025-03-31"),
        ("上半年内开工", "上半年内", "2025-06-30"),
        ("8月中旬组织", "8月中旬", "2025-08-20"),
        ("次年1月10日前总结", "次年1月10日前", "2026-01-10"),
        ("11月1日至次年3月31日防冻", "11月1日至次年3月31日", "2026-03-31"),
        ("3月至5月普查", "3月至5月", "2025-05-31"),
        ("完成时限：10月", "10月", "2025-10-31"),
        ("11月5日至20日复核", "11月5日至20日", "2025-11-20"),
    ],
)
def test_an_end_that_is_told_is_a_day(words: str, written: str, day: str) -> None:
    found = item(words)
    assert [(one.written, one.kind, one.date) for one in found.limits] == [(written, "by", day)]
    assert found.marks == []


@pytest.mark.parametrize(
    ("words", "about", "why"),
    [
        ("2月30日前完成", "2月30日前", "没有这一天"),
        ("2025年13月底前完成", "2025年13月底前", "没有这一天"),
        ("10月前完成", "10月前", "没有写明到哪一天"),
        ("8月中旬前完成", "8月中旬前", "没有写明到哪一天"),
        ("春节前慰问", "春节前", "没有写明到哪一天"),
        ("20日前报送", "20日前", "没有写明到哪一天"),
        ("会前3天前报送", "3天前", "没有写明到哪一天"),
        ("1月10日前完成", "1月10日前", "比文件的日期还早"),
    ],
)
def test_an_end_that_is_not_told_for_certain_is_no_day_and_is_marked(
    words: str, about: str, why: str
) -> None:
    found = item(words)
    assert [(one.written, one.date) for one in found.limits] == [(about, None)]
    assert [mark.about for mark in found.marks if mark.why.startswith(why)] == [about]


@pytest.mark.parametrize(
    ("words", "kind", "every", "amount", "measure", "last_day"),
    [
        ("每月底前报送", "by", "month", None, "", 31),
        ("每双月5日前报送", "by", "two_months", None, "", 5),
        ("每季度首月10日前报送", "by", "quarter", None, "", 10),
        ("每季度第一个月的10日前报送", "by", "quarter", None, "", 10),
        ("每年4月、9月各排查1次", "every", "year", 2, "", None),
        ("一年内整改", "within", "", 1, "year", None),
        ("半个月内办结", "within", "", 15, "day", None),
        ("3-5日内反馈", "within", "", 5, "day", None),
        ("办理不超过7天", "within", "", 7, "day", None),
        ("稳定半年以上", "lasting", "", 6, "month", None),
    ],
)
def test_what_recurs_or_runs_from_something_is_read_as_such(
    words: str, kind: str, every: str, amount: int | None, measure: str, last_day: int | None
) -> None:
    (one,) = item(words).limits
    assert (one.kind, one.every, one.amount, one.measure, one.last_day) == (
        kind,
        every,
        amount,
        measure,
        last_day,
    )
    assert one.date is None


def test_the_year_of_a_paper_without_a_day_is_its_title_s() -> None:
    assert item("10月底前完成", "青禾县2025年工作要点\n").limits[0].date == "2025-10-31"


def test_a_title_with_several_years_or_a_past_one_gives_none() -> None:
    head = "青禾县2025—2027年行动方案\n"
    assert item("10月底前完成", head).limits[0].date is None
    head = "青禾县2024年度反馈问题整改方案\n青农组发〔2025〕3号\n"
    assert item("10月底前完成", head).limits[0].date == "2025-10-31"


def test_each_year_s_day_is_this_year_s_too() -> None:
    found = item("每年12月31日前总结")
    assert [(one.kind, one.every, one.date) for one in found.limits] == [
        ("every", "year", None),
        ("by", "", "2025-12-31"),
    ]


def test_a_paper_issued_in_december_for_next_year_means_next_year() -> None:
    head = "青禾县2026年工作要点\n青禾县人民政府\n2025年12月20日\n"
    assert item("6月底前完成", head).limits[0].date == "2026-06-30"


def test_without_any_year_the_mark_says_that_the_year_is_missing() -> None:
    found = item("10月15日前完成", "青禾县工作要点\n")
    assert [(mark.about, mark.why) for mark in found.marks] == [
        ("10月15日前", "文件没有写年份，算不出是哪一天")
    ]


@pytest.mark.parametrize(
    "imprint",
    [
        "青禾县人民政府办公室    2025年4月3日印发",
        "抄送：县人大常委会办公室。\n青禾县人民政府办公室2025年4月3日印发",
        "青禾县人民政府办公室\n2025年4月3日印发",
        "青禾县人民政府办公室 2025年4月3日印\n（共印50份）",
    ],
)
def test_the_imprint_is_no_limit_and_no_text(imprint: str) -> None:
    (found,) = read_text(f"青禾县2025年工作要点\n1.抓落实。{UNITS}\n\n{imprint}\n", units()).items
    assert (found.text, found.limits) == ("", [])


def test_the_day_a_paper_came_out_is_no_limit() -> None:
    assert item("按2025年4月3日印发的办法，自2025年5月1日起执行").limits == []


@pytest.mark.parametrize(
    ("words", "written"),
    [("第三季度开展督查", "第三季度"), ("三季度完成验收", "三季度"), ("第2季度报送", "第2季度")],
)
def test_a_quarter_alone_is_a_limit_whose_day_is_left_open(words: str, written: str) -> None:
    found = item(words)
    assert [(one.written, one.kind, one.date) for one in found.limits] == [(written, "by", None)]
    assert written in [mark.about for mark in found.marks]


@pytest.mark.parametrize("words", ["前三季度持续推进", "一季度通报一回"])
def test_quarters_that_are_no_single_quarter_are_no_such_limit(words: str) -> None:
    assert item(words).limits == []


@pytest.mark.parametrize("words", ["立即", "春节前"])
def test_what_nothing_can_be_reckoned_with_is_read_as_nothing(words: str) -> None:
    (limit,) = item(f"{words}落实").limits
    assert not limit_told(
        kind=limit.kind, every=limit.every, amount=limit.amount, measure=limit.measure,
        first_day=limit.first_day, last_day=limit.last_day, on=limit.date,
    )  # fmt: skip
