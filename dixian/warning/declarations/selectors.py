"""Reads of declarations."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from dixian.commons.leads.api import Lead, LeadSource
from dixian.foundation.accounts.api import Post
from dixian.foundation.audit.transactions import beyond_scope, holding
from dixian.foundation.kernel.sums import Sum
from dixian.foundation.policy.api import labels
from dixian.foundation.worklist.api import Obligation
from dixian.registry.households.api import Household, Person, name_key
from dixian.warning.declarations.declaring import secret_of
from dixian.warning.declarations.duties import SETTLE
from dixian.warning.declarations.enums import ENDS, DeclarationState
from dixian.warning.declarations.models import Declaration, DeclaredPhoto, Entrance, Passing
from dixian.warning.declarations.rules import Step, said, trouble
from dixian.warning.declarations.settling import SOURCE
from dixian.warning.declarations.telling import TABLE

MOST = 20


@dataclass(frozen=True)
class Asked:
    """What the query page tells whoever has code and telephone: the state, a sentence, when it was said, whom to call."""

    state: str
    sentence: str
    declaration: Declaration
    phone: str


@dataclass(frozen=True)
class Suggestion:
    """A household of the village, and what speaks for it."""

    household: Household
    why: str


def asked(code: str, phone: str) -> Asked | None:
    """The declaration with this code and these last four; None for any other, whatever is wrong with it.

    The row is found by both at once, so that neither a wrong code nor a wrong telephone can be told apart.
    """
    secret = secret_of(code, phone)
    with holding(secret):
        found = Declaration.objects.filter(secret=secret).select_related("village__parent").first()
    if found is None:
        return None
    # Of the lead only state and verdict, told in the general words of `rules.said`.
    with beyond_scope():
        standing = Lead.objects.filter(pk__in=[found.lead_id]).values_list("state", "verdict").first()
        there = Entrance.objects.filter(village=found.village_id).order_by("-id").first()
    state, sentence = said(Step(found.state, *(standing or ("", ""))), of_household=found.of_household)
    return Asked(state, sentence, found, there.phone.open() if there else "")


def declarations(post: Post) -> QuerySet[Declaration]:
    """The declarations a post reaches, with what pages show."""
    return Declaration.objects.visible_to(post).select_related(
        "village__parent", "household", "lead", "settled_by", "entered_by", "same_as", "sheet"
    )


def photos(post: Post) -> QuerySet[DeclaredPhoto]:
    """The photos a post reaches."""
    return DeclaredPhoto.objects.visible_to(post).select_related("shown")


def passings(declaration: Declaration, post: Post) -> list[Passing]:
    """How it came here, oldest first."""
    found = Passing.objects.visible_to(post).filter(declaration=declaration)
    return list(found.select_related("village", "left", "by").order_by("id"))


def troubles_of(declaration: Declaration, named: dict[str, str]) -> list[str]:
    """What was chosen, in words. named: `names()`."""
    return [str(trouble(code, named.get(code, code))) for code in declaration.troubles]


def names() -> dict[str, str]:
    """Code of a trouble -> its label, ended ones too."""
    return labels(TABLE)


def suggestions(declaration: Declaration, post: Post, name: str = "") -> list[Suggestion]:
    """Households of its village it may be about, as far as the post reaches: by number, telephone, name; by part of `name` too."""
    homes = Household.objects.visible_to(post).filter(village=declaration.village_id, valid_to=None)
    people = Person.objects.visible_to(post).filter(village=declaration.village_id, valid_to=None)
    phone = {"phone_index": declaration.phone_index}
    ways = [
        ("身份证号相同", people.filter(id_index=declaration.id_index) if declaration.id_index else None),
        ("电话相同", people.filter(**phone)),
        ("姓名相同", people.filter(name_key=name_key(declaration.name.open()))),
        (f"姓名里有“{name}”", people.filter(name_key__contains=name_key(name)) if name_key(name) else None),
    ]
    found: dict[int, list[str]] = {}
    for why, rows in ways:
        ids = (
            []
            if rows is None
            else rows.order_by("household_id").values_list("household_id", flat=True)[:MOST]
        )
        for home in dict.fromkeys(ids):
            found.setdefault(home, []).append(why)
    for home in homes.filter(**phone).values_list("id", flat=True)[:MOST]:
        found.setdefault(home, []).append("户电话相同")
    known = {one.pk: one for one in homes.filter(pk__in=list(found)[: MOST * 2])}
    best = sorted(known, key=lambda home: (-len(found[home]), home))
    return [Suggestion(known[home], "、".join(found[home])) for home in best[:MOST]]


def same_person(declaration: Declaration, post: Post) -> list[Declaration]:
    """Earlier declarations of the village with the same telephone or number: what this one may repeat."""
    others = declarations(post).filter(village=declaration.village_id).exclude(pk=declaration.pk)
    others = others.exclude(state=DeclarationState.DUPLICATE)
    same = others.filter(phone_index=declaration.phone_index)
    if declaration.id_index:
        same = same | others.filter(id_index=declaration.id_index)
    return list(same.order_by("id")[:MOST])


def by_state(post: Post) -> dict[str, int]:
    """State -> how many the post reaches; every state is named."""
    rows = Declaration.objects.visible_to(post).values_list("state").annotate(n=Count("id")).order_by()
    return {**dict.fromkeys(DeclarationState.values, 0), **dict(rows)}


def sums() -> list[Sum]:
    """No declaration is dropped: each waits with a duty, is in a lead, or was ended by somebody with a word."""
    every = Declaration.objects.all()
    waiting = every.filter(state=DeclarationState.WAITING)
    joined = every.filter(state=DeclarationState.JOINED)
    ended = every.filter(state__in=ENDS)
    duties = Obligation.objects.filter(state="open", kind=SETTLE.code)
    sources = LeadSource.objects.filter(kind=SOURCE)
    return [
        Sum(
            "自主申报数 = 待认户 + 已转线索 + 办结各状态",
            every.count(),
            waiting.count() + joined.count() + ended.count(),
        ),
        Sum(
            "待认户的申报都有待办",
            waiting.count(),
            waiting.filter(uid__in=duties.values("subject_uid")).count(),
        ),
        Sum(
            "认户待办数 = 待认户的申报数",
            duties.count(),
            duties.filter(subject_uid__in=waiting.values("uid")).count(),
        ),
        Sum(
            "转为线索的申报都是那条线索的来源",
            joined.count(),
            joined.filter(lead__sources__kind=SOURCE, lead__sources__source_uid__in=joined.values("uid"))
            .distinct()
            .count(),
        ),
        Sum("申报来源数 = 转为线索的申报数", sources.count(), joined.count()),
        Sum(
            "没有认户就办结的申报都有人写明理由",
            ended.count(),
            ended.exclude(reason="").filter(settled_by__isnull=False).count(),
        ),
    ]
