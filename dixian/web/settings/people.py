"""The list of accounts, and opening one by a form; `opening.py` opens many by a workbook."""

from base64 import b64encode
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.api import (
    ACCOUNT_COLUMNS,
    OneTime,
    Post,
    User,
    clean_form,
    lasting,
    one_time,
    opening_of,
    openings_to_fetch,
    passwords_workbook,
)
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import HandledBy, Unit, in_force
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import open_or_propose
from dixian.foundation.sheets.api import template
from dixian.web.lists.looks import Look
from dixian.web.settings.accounts import ACCOUNTS
from dixian.web.shell.downloads import XLSX, workbook
from dixian.web.shell.pages import page

POSTS = Post.objects.select_related("unit", "area").order_by("id")


@page(C.MANAGE_ACCOUNTS)
def account_list(request: Any) -> HttpResponse:
    """People with their posts, by key; found by name, user name or unit."""
    role, text = request.GET.get("role", ""), request.GET.get("q", "").strip()
    people = User.objects.prefetch_related(Prefetch("posts", POSTS.filter(lasting()), to_attr="now"))
    if role in Role.values:
        people = people.filter(id__in=Post.objects.filter(lasting(), role=role).values("user_id"))
    if text:
        people = people.filter(_named(text))
    look = Look.of(request, ACCOUNTS, role=role, q=text)
    values = {
        "look": look.page(people, request.GET.get("after", "")),
        "role": role,
        "q": text,
        "roles": Role.choices,
        "openings": openings_to_fetch(request.post),
        "to_draw": User.objects.filter(reset_until__gte=clock.today()).order_by("id"),
    }
    return render(request, "settings/accounts.html", values)


@page(C.MANAGE_ACCOUNTS)
def account_template(request: Any) -> HttpResponse:
    """The list to fill in for bulk accounts."""
    return workbook(template(title="开通账号", columns=ACCOUNT_COLUMNS), "开通账号模板.xlsx")


def new_one(request: Any, **_: Any) -> OneTime:
    """What a page that may hand out a password prepares: hashing is slow, and is done before anything is written."""
    return one_time()


@page(C.MANAGE_ACCOUNTS, methods=("GET", "POST"), sealed=("phone",), prepare=new_one)
def open_one(request: Any) -> HttpResponse:
    """One account with its first post, by a form."""
    if request.method == "GET":
        return render(request, "settings/open_account.html", post_choices())
    return opened_or_proposed(request, clean_form(request.POST))


def opened_or_proposed(request: Any, row: dict[str, Any]) -> HttpResponse:
    """Do what a form asks and show what came of it: the password, or that it waits for a second person."""
    done = open_or_propose(
        opening=opening_of(row),
        source=request.POST.get("source", ""),
        post=request.post,
        password=request.prepared,
    )
    if isinstance(done, tuple):
        return passwords(request, [done])
    return proposed(request, User.objects.get(username=row["username"]))


def proposed(request: Any, person: User) -> HttpResponse:
    """Back to the person; it waits."""
    messages.success(request, "已提请，批准后才生效，可在“提请审批”里看办到哪一步")
    return redirect("person", person.uid)


def passwords(request: Any, accounts: Sequence[tuple[str, str, str, str]]) -> HttpResponse:
    """One-time passwords, shown this once: to print, or as a workbook that travels inside the page."""
    book = b64encode(passwords_workbook(accounts)).decode()
    values = {"accounts": accounts, "book": f"data:{XLSX};base64,{book}"}
    return render(request, "settings/opened.html", values)


def post_choices() -> dict[str, Any]:
    """What the form of a post offers: roles, units, areas handled for others."""
    today = clock.today()
    handled = HandledBy.objects.filter(in_force(today)).select_related("area", "unit").order_by("area__code")
    return {
        "today": today,
        "role_names": Role.labels,
        "units": Unit.objects.filter(in_force(today)).order_by("kind", "code"),
        "handled": handled,
    }


def _named(text: str) -> Q:
    units = Unit.objects.filter(Q(short_name__contains=text) | Q(name__contains=text))
    at_unit = Post.objects.filter(lasting(), unit__in=units)
    return Q(name__contains=text) | Q(username__startswith=text) | Q(id__in=at_unit.values("user_id"))
