"""Questions as plain values: what can be asked, and what can be said."""

import pytest

from dixian.foundation.forms.questions import Option, Question, check_questions, read_answers
from dixian.foundation.kernel.problems import Refusal

HOUSE = Question(
    code="house", title="住房", options=(Option("safe", "安全"), Option("bad", "有隐患", raises=True))
)
WHERE = Question(code="where", title="哪里", type="text", after="house", of=("bad",), needed=True)
SIZE = Question(code="size", title="几人", type="number")
SINCE = Question(code="since", title="从哪天", type="day")
ALL = (HOUSE, WHERE, SIZE, SINCE)


def test_answers_are_read_and_a_question_that_is_not_asked_has_none():
    check_questions(ALL)
    said = read_answers(ALL, {"house": "safe", "where": "屋顶", "size": "3", "since": "2024-04-03"})
    assert [(one.question.code, one.text) for one in said] == [
        ("house", "安全"),
        ("size", "3"),
        ("since", "2024-04-03"),
    ]
    said = read_answers(ALL, {"house": "bad", "where": "屋顶"})
    assert [one.text for one in said] == ["有隐患", "屋顶"]


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"house": "bad"}, "哪里"),
        ({"house": "other"}, "没有这个选项"),
        ({"size": "三"}, "要填数字"),
        ({"size": "-1"}, "不合理"),
        ({"since": "昨天"}, "要填日期"),
        ({"house": "bad", "where": "长" * 201}, "超过"),
    ],
)
def test_what_can_not_be_said_is_refused(sent, why):
    with pytest.raises(Refusal, match=why):
        read_answers(ALL, sent)


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        (HOUSE, HOUSE),
        (WHERE, HOUSE),
        (Question(code="one", title="一个选项", options=(Option("a", "甲"),)),),
        (Question(code="bad code", title="代码"),),
        (Question(code="text", title="文字", type="text", options=(Option("a", "甲"), Option("b", "乙"))),),
    ],
)
def test_questions_that_can_not_be_asked_are_refused(wrong):
    with pytest.raises(Refusal):
        check_questions(wrong)


def test_an_answer_is_kept_as_a_fact_there_is():
    kept = Question(code="house", title="住房", options=HOUSE.options, fact="nothing.known")
    with pytest.raises(Refusal, match="不能存成"):
        check_questions([kept], facts=["visit.house"])
    assert Question.of_plain(kept.plain()) == kept
