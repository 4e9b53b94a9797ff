"""An item that was worded otherwise than the paper says so, and shows the paper's words (R0)."""

from typing import Any

import pytest

from dixian.directives.workplans import api as workplans
from dixian.directives.workplans import standing
from dixian.foundation.files.api import store
from tests.support.workplans import TEXT, proposed, settled, taken_in

pytestmark = pytest.mark.django_db
OTHER = "监测对象参保率达到60%。"


@pytest.fixture
def draft(office: Any) -> Any:
    return taken_in(office["bureau"])


def second(draft: Any) -> Any:
    return workplans.items_of(draft)[1]


def worded(draft: Any, post: Any, text: str) -> Any:
    one = second(draft)
    workplans.correct_item(item=one, said=workplans.ItemSaid(one.title, text=text), post=post)
    return second(draft)


def test_other_words_than_the_papers_are_marked_and_adoption_says_so(office: Any, draft: Any) -> None:
    before = second(draft).text
    found = worded(draft, office["bureau"], OTHER)
    assert (found.text, found.as_read) == (OTHER, before)
    label = proposed(settled(draft, office["bureau"]), office["bureau"]).label
    assert label.startswith("下达任务：（改写原文 1 项）")


def test_words_altered_twice_keep_the_papers_and_the_papers_words_put_back_end_the_mark(
    office: Any, draft: Any
) -> None:
    before = second(draft).text
    worded(draft, office["bureau"], OTHER)
    assert worded(draft, office["bureau"], f"{OTHER}办好这件事。").as_read == before
    assert worded(draft, office["bureau"], before).as_read == ""


def test_a_sentence_left_out_or_taken_from_elsewhere_in_the_paper_is_still_the_papers(
    office: Any, draft: Any
) -> None:
    assert worded(draft, office["bureau"], "监测对象参保率达到100%。").as_read == ""
    assert worded(draft, office["bureau"], "每月5日前报告进展。").as_read == ""


def test_what_somebody_added_is_not_marked_twice(office: Any, draft: Any) -> None:
    said = workplans.MissedSaid(
        text="组织一次集中培训。（牵头单位：县医保局）", after=workplans.items_of(draft)[0].uid
    )
    workplans.add_item(workplan=draft, said=said, post=office["bureau"])
    found = worded(draft, office["bureau"], "组织两次集中培训。")
    assert found.by_hand and found.as_read == ""
    assert not worded(draft, office["bureau"], "每月5日前报告进展。").by_hand


def test_words_are_looked_up_without_the_papers_file(
    office: Any, draft: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened(*_args: Any, **_more: Any) -> None:
        raise AssertionError("the file was opened")

    monkeypatch.setattr(standing, "open_paper", opened)
    assert worded(draft, office["bureau"], OTHER).as_read


def test_of_a_paper_read_before_its_words_were_kept_the_file_is_asked(office: Any) -> None:
    stored = store([TEXT.encode()], name="工作要点.txt", content_type="", purpose="工作要点")
    unread = workplans.receive(stored=stored, post=office["bureau"])
    assert standing.stands_in(unread, "监测对象参保率达到100%。")
    assert not standing.stands_in(unread, OTHER)
