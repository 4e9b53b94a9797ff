"""What becomes of a declaration: somebody finds the household, passes it on, or ends it with a word."""

from typing import Any

from django.db import transaction
from django.db.models import F

from dixian.commons.leads.api import Lead, NewSource, raise_leads
from dixian.commons.leads.enums import LeadState
from dixian.foundation.accounts.api import NotAllowed, Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import Area
from dixian.foundation.areas.enums import Level
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.jobs.api import publish
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import labels, number
from dixian.foundation.worklist.api import discharge, move_duties
from dixian.registry.households.api import Household, Person
from dixian.warning.alerts.topics import LeadsRaised
from dixian.warning.declarations.duties import SETTLE, open_settling
from dixian.warning.declarations.enums import ENDS, DeclarationState
from dixian.warning.declarations.models import Declaration, DeclaredPhoto, Passing
from dixian.warning.declarations.rules import trouble
from dixian.warning.declarations.states import DECLARATION
from dixian.warning.declarations.telling import TABLE
from dixian.warning.verification.api import push

SOURCE = "declaration"
LONGEST = 200


@transaction.atomic
def join(*, declaration: Declaration, household: Household, called: bool, post: Post) -> Lead:
    """It is this household's: a source of its open lead, or of a new one, from the day it was said.

    One that waits for the county to push it goes to the village at once, where policy says so (`release.declared`).
    called: somebody has called back and heard the household itself. Raises NotAllowed; Refusal for a household of another
    village, one that has ended, and for whoever typed it in.
    """
    if not post.can(Capability.ANSWER):
        post.require(Capability.CONFIRM)
    require_another(declaration, post)
    if household.village_id != declaration.village_id:
        raise Refusal(f"{household}不在这个村", "先把申报转给那个村，再由那边认户")
    if household.valid_to is not None:
        raise Refusal(f"{household}已于 {household.valid_to} 注销", "人在别的户的，认到那一户")
    # The household's lead may lie in another village by now; whoever finds the household need not reach it.
    with beyond_scope():
        raised = raise_leads([_source(declaration, household, post)])
        lead = Lead.objects.select_related("household", "township").get(pk=raised.lead_of[declaration.uid])
        goes_on = lead.state == LeadState.WAITING and bool(number("release.declared"))
        if goes_on:
            push([lead], None)
            lead.refresh_from_db(fields=("state", "due_on", "version"))
    own = called or _is_theirs(household, bytes(declaration.phone_index))
    _settle(declaration, "join", post, household=household, lead=lead, of_household=own)
    if raised.new and not goes_on:
        publish(LeadsRaised(lead_ids=[one.pk for one in raised.new]))
    return lead


@transaction.atomic
def end(
    *, declaration: Declaration, state: str, reason: str, post: Post, same_as: Declaration | None = None
) -> None:
    """End it without a household, by one of `enums.ENDS`. Only the township may: nobody in the village can make one disappear.

    Raises NotAllowed; Refusal without a reason, without the other one where it is the same, for whoever typed it in.
    """
    post.require(Capability.CONFIRM)
    require_another(declaration, post)
    if state not in ENDS:
        raise Refusal("没有选怎样办结", "选一项")
    if (state == DeclarationState.DUPLICATE) != (same_as is not None):
        raise Refusal("重复申报要选是与哪一份重复", "在下面的名单里选")
    if same_as is not None and (same_as.pk == declaration.pk or same_as.state == DeclarationState.DUPLICATE):
        raise Refusal("不能与自己或另一份重复的申报重复", "选最早的那一份")
    _settle(declaration, f"end_{state}", post, same_as=same_as, reason=word_of(reason))


@transaction.atomic
def pass_on(*, declaration: Declaration, village: Area, reason: str, post: Post) -> None:
    """It is another village's household: that village's township goes on, by the same limit. Raises NotAllowed; Refusal."""
    post.require(Capability.CONFIRM)
    DECLARATION.target("pass_on", declaration.state)
    if village.level != Level.VILLAGE or village.has_ended() or village.pk == declaration.village_id:
        raise Refusal("没有选另一个村", "选这一户所在的村")
    word, left = word_of(reason), declaration.village
    with beyond_scope():
        _write(declaration, village=village)
        DeclaredPhoto.objects.filter(declaration=declaration).update(
            village=village, version=F("version") + 1
        )
        Passing.objects.create(
            declaration=declaration, village=village, left=left, reason=word, on=clock.today(),
            by=post.acting_person,
        )  # fmt: skip
        to = village.parent_id or village.pk
        move_duties(kind=SETTLE.code, to={to: [declaration.uid]}, why=f"不是{left}的户，转来接着办理")


@transaction.atomic
def take_up(*, declaration: Declaration, reason: str, post: Post) -> None:
    """What was ended wrongly is looked at again, by somebody else than who ended it. Raises NotAllowed; Refusal."""
    post.require(Capability.CONFIRM)
    if declaration.settled_by_id == post.acting_person.pk:
        raise Refusal("不能重新办理自己办结的申报", "请另一位同事看")
    state = DECLARATION.target("take_up", declaration.state)
    word = again(declaration.reason, word_of(reason))
    _write(declaration, state=state, settled_by=None, settled_on=None, same_as=None, reason=word)
    open_settling([declaration])


def _settle(declaration: Declaration, verb: str, post: Post, **changed: Any) -> None:
    state = DECLARATION.target(verb, declaration.state)
    by = {"settled_by": post.acting_person, "settled_on": clock.today()}
    _write(declaration, state=state, **by, **changed)
    discharge(kind=SETTLE.code, subject_uids=[declaration.uid], post=post)


def _write(declaration: Declaration, **changed: Any) -> None:
    rows = Declaration.objects.filter(pk=declaration.pk, version=declaration.version).update(
        version=F("version") + 1, **changed
    )
    if not rows:
        raise Refusal("这份申报刚被别人办理过", "刷新页面看现在的情况")


def again(before: str, word: str) -> str:
    """Why it was ended, and why it is looked at again."""
    return f"{before}；重新办理：{word}"[:LONGEST]


def require_another(declaration: Declaration, post: Post) -> None:
    """Raises NotAllowed for whoever typed it in."""
    if declaration.entered_by_id == post.acting_person.pk:
        raise NotAllowed("代录的申报由另一个人办理", "请同事对照纸质原件后认户")


def word_of(reason: str) -> str:
    """The reason as it is kept. Raises Refusal without one."""
    if not reason.strip():
        raise Refusal("没有写理由", "写明看到、问到的情况")
    return reason.strip()[:LONGEST]


def _is_theirs(household: Household, phone: bytes) -> bool:
    people = Person.objects.filter(household=household, valid_to=None, phone_index=phone)
    return bytes(household.phone_index or b"") == phone or people.exists()


def _source(declaration: Declaration, household: Household, post: Post) -> NewSource:
    """What was chosen, never anybody's own words: the sentence lies in clear."""
    named = labels(TABLE)
    told = "、".join(str(trouble(code, named.get(code, code))) for code in declaration.troubles)
    words = f"自主申报（{declaration.get_way_display()}，{declaration.get_filled_by_display()}）"
    return NewSource(
        kind=SOURCE,
        source_uid=declaration.uid,
        group_uid=declaration.uid,
        unit=post.unit_id,
        household=household.pk,
        village=household.village_id,
        township=declaration.village.parent_id or household.village_id,
        sentence=f"{words}：{told or '见申报人自己写的情况'}"[:300],
        opened_on=declaration.told_on,
    )
