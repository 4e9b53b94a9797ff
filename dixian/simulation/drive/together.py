"""A step of many households, and the end of a notice, as the posts of a simulated county take them."""

from collections.abc import Sequence

from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import Area
from dixian.foundation.kernel import clock
from dixian.simulation.drive.posts import Posts, looking
from dixian.warning.cases.api import Case, CaseBatch, Word, end_notice, hold
from dixian.warning.cases.enums import Outcome, Proceeding, Step

PRESENT = 21


def hold_all(step: Step, area: Area, cases: Sequence[Case], post: Post, proceeding: Proceeding) -> None:
    """They all pass, today."""
    today = clock.today()
    ayes, noes = (PRESENT, 0) if step == Step.APPRAISE else (None, None)
    hold(
        proceeding=proceeding,
        step=step,
        area=area,
        on=today,
        words=[Word(case_uid=one.uid, outcome=Outcome.PASSED, ayes=ayes, noes=noes) for one in cases],
        present=PRESENT if step == Step.APPRAISE else None,
        text="逐户议过，记录在案",
        number=f"棱农工发〔{today.year}〕{today:%m%d}号" if step == Step.APPROVE else "",
        post=post,
    )


def end_notices(posts: Posts, proceeding: Proceeding) -> None:
    """Whatever has hung its days, and nobody objected to."""
    today = clock.today()
    with looking():
        found = CaseBatch.objects.filter(
            proceeding=proceeding, step=Step.NOTICE, closed_on=None, until__lt=today
        )
        over = list(found.select_related("area__parent").order_by("id"))
    for batch in over:
        with posts.village(batch.area) as post:
            end_notice(batch=batch, on=today, unobjected=True, post=post)
