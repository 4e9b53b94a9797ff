"""A template changes by a proposal somebody else approves, from a day on, and back."""

from datetime import timedelta

import pytest

from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.accounts.enums import Role
from dixian.foundation.files.api import store
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.papers import kinds
from dixian.foundation.papers.api import (
    PURPOSE,
    check_template,
    declare,
    packaged,
    propose_template,
    template_of,
    versions_of,
)
from dixian.foundation.policy.api import approve
from tests.foundation.papers.words import KIND, edited

pytestmark = pytest.mark.django_db


def sent(content: bytes):
    return store([content], name="公示.docx", content_type="", purpose=PURPOSE)


@pytest.fixture
def declared(monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", {})
    return declare(KIND)


def test_another_template_holds_from_its_day_on_and_the_packaged_one_comes_back(
    acting, small_county, declared
):
    county = small_county
    county.post("reviewer", Role.BUREAU_REVIEWER, county.bureau)
    since = clock.today() + timedelta(days=10)
    paper = {"kind": KIND, "source": "县领导小组会议纪要", "post": county["bureau"]}
    own = edited(lambda one: one.add_paragraph("监督电话 12317"))
    with pytest.raises(Refusal, match="户籍地"):
        propose_template(
            file=sent(edited(lambda one: one.add_paragraph("{{户籍地}}"))), valid_from=since, **paper
        )
    with pytest.raises(Refusal, match="没有改"):
        propose_template(file=None, valid_from=since, **paper)
    asked = propose_template(file=sent(own), valid_from=since, **paper)
    assert asked.arguments["said"] == ["增加“监督电话 12317”"]
    with pytest.raises(NotAllowed):
        approve(proposal=asked, post=county["bureau"])
    approve(proposal=asked, post=county["reviewer"])
    assert template_of(KIND, since) == own
    assert check_template(template_of(KIND), KIND) == check_template(packaged(KIND), KIND)

    later = since + timedelta(days=5)
    back = propose_template(file=None, valid_from=later, **paper)
    approve(proposal=back, post=county["reviewer"])
    assert template_of(KIND, since) == own
    assert template_of(KIND, later) != own
    assert [one.file is None for one in versions_of(KIND.code)] == [True, False]
