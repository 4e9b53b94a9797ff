"""The permission table: every address, who may open it, whether it stands on a record, what it answers.

Who may and reaches the record gets `status`; who may but doesn't reach it 404; who may not 403.
Forms are sent empty, so that a permitted one answers 409 (or what is said here) and changes nothing; what a full
one does is told in `story.py`. A row is an address and a method; the resolver names any that is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from tests.support.everyone import ADMINS, FAR, NEAR, WHOLE_COUNTY

EVERYBODY = frozenset((*NEAR, *FAR, *WHOLE_COUNTY, *ADMINS))
VILLAGE = frozenset({"cadre", "grid", "team", "far_cadre"})
TOWNSHIP = frozenset({"clerk", "head", "far_clerk", "far_head"})
TOWNSHIP_NEAR = frozenset({"clerk", "head"})
HELPERS = frozenset({"helper", "far_helper"})
CLERKS = frozenset({"insurer", "water"})
HEADS = frozenset({"depthead", "water_head"})
DEPARTMENTS = CLERKS | HEADS
CLINIC = frozenset({"clinic"})
BUREAU = frozenset({"bureau", "reviewer", "bureau_head"})
APPROVERS = frozenset({"reviewer", "bureau_head"})
LEADER, INSPECTOR = frozenset({"leader"}), frozenset({"inspector"})
SYSTEM, SECURITY, AUDIT = (frozenset({name}) for name in ("system_admin", "security_admin", "audit_admin"))
READERS = BUREAU | LEADER | INSPECTOR

SEE_HOUSEHOLDS = VILLAGE | TOWNSHIP | HELPERS | DEPARTMENTS | CLINIC | READERS
REVEAL = SEE_HOUSEHOLDS - CLINIC - LEADER
EXPORT = TOWNSHIP | DEPARTMENTS | BUREAU
SEE_LEADS = VILLAGE | TOWNSHIP | HELPERS | DEPARTMENTS | READERS
SEE_SUBMISSIONS = DEPARTMENTS | CLINIC | READERS
SUBMIT = DEPARTMENTS | CLINIC
PROPOSALS = BUREAU | SYSTEM | SECURITY | AUDIT
REGISTER = TOWNSHIP | BUREAU
DELEGATE = VILLAGE | TOWNSHIP | HELPERS | DEPARTMENTS | CLINIC | BUREAU

# Who reaches 张三's household (its own file brought the insurer there) and who reaches the insurer's batch.
HOUSEHOLD = frozenset((*NEAR, *WHOLE_COUNTY))
CHANGES = frozenset(("clerk", "head", *WHOLE_COUNTY))
BATCH = frozenset(("insurer", "depthead", *WHOLE_COUNTY))
# Whoever asked about a list, and nobody who reaches further.
ASKER = frozenset({"clerk"})


# The bureau has the lead to release and the batch's rows to compare; a department has no duty about the household.
IN_DUTY = dict.fromkeys(BUREAU, 200)
NOT_THEIRS = dict.fromkeys(DEPARTMENTS, 403)


@dataclass(frozen=True)
class Address:
    """One address and method."""

    name: str
    allowed: frozenset[str] | None = EVERYBODY
    status: int = 200
    method: str = "get"
    arguments: tuple[str, ...] = ()
    reach: frozenset[str] = EVERYBODY
    but: Mapping[str, int] = field(default_factory=dict)

    def expected(self, post: str) -> int:
        """What the address answers a post. Public addresses (allowed None) answer everybody alike.

        `but` are posts for whom a duty they have in hand, or lack, makes a difference.
        """
        if self.allowed is not None and post not in self.allowed:
            return 403
        return self.but.get(post, self.status) if post in self.reach else 404

    def values(self, county: Any) -> list[Any]:
        """What stands in the address: uids of the county's records, or a text after `=`."""
        return [_value(county, name) for name in self.arguments]


def _value(county: Any, name: str) -> Any:
    if name.startswith("="):
        return name[1:]
    return attrgetter(f"{name}.uid")(county)


def post_form(
    name: str, allowed: frozenset[str] | None = EVERYBODY, status: int = 409, **more: Any
) -> Address:
    """An address that takes a form."""
    return Address(name, allowed, status, "post", **more)


def of(record: str, reach: frozenset[str]) -> dict[str, Any]:
    """An address of one record."""
    return {"arguments": (record,), "reach": reach}


PUBLIC = (
    Address("health-live", None),
    Address("health-ready", None),
    Address("sign-in", None),
    post_form("sign-in", None, 422),
    post_form("look", None, 302),
)
TABLE = (
    Address("password"),
    post_form("password", status=422),
    Address("choose-post"),
    post_form("choose-post", status=200),
    Address("codes"),
    post_form("codes", status=200),
    Address("delegations", DELEGATE),
    post_form("delegations", DELEGATE),
    post_form("end-delegation", DELEGATE, 404, arguments=("lead",)),
    post_form("list-columns", status=302, arguments=("=leads",)),
    post_form("save-view", arguments=("=leads",)),
    post_form("drop-view", status=404, arguments=("lead",)),
    Address("home"),
    post_form("home", EXPORT),
    Address("brief", READERS),
    Address("behind", READERS, arguments=("=unheld",)),
    Address("duties"),
    post_form("duties", EXPORT),
    Address("late"),
    post_form("late", EXPORT),
    Address("notices"),
    post_form("notices", status=302),
    Address("contact"),
    post_form("contact", status=302),
    post_form("trial"),
    Address("sent"),
    Address("head-list", BUREAU | SYSTEM),
    Address("delivery-list", SYSTEM | AUDIT | INSPECTOR),
    Address("search", SEE_HOUSEHOLDS, 302),
    post_form("search", SEE_HOUSEHOLDS, 200),
    Address("households", SEE_HOUSEHOLDS),
    post_form("households", EXPORT),
    Address("household", SEE_HOUSEHOLDS, **of("villager.household", HOUSEHOLD)),
    Address("ask-reveal", REVEAL, **of("villager", HOUSEHOLD), but=NOT_THEIRS),
    post_form("reveal", REVEAL, **of("villager", HOUSEHOLD), but={**NOT_THEIRS, **IN_DUTY}),
    Address("compare-list", SEE_HOUSEHOLDS),
    post_form("compare-list", SEE_HOUSEHOLDS),
    Address("compared-list", SEE_HOUSEHOLDS, **of("inquiry", ASKER)),
    Address("comparing-list", SEE_HOUSEHOLDS, 204, **of("inquiry", ASKER)),
    post_form("compared-result", SEE_HOUSEHOLDS, 200, **of("inquiry", ASKER)),
    Address("change-household", REGISTER, **of("villager.household", CHANGES)),
    post_form("change-household", REGISTER, **of("villager.household", CHANGES)),
    Address("change-batches", REGISTER),
    Address("change-batch", REGISTER, **of("changes", CHANGES)),
    Address("change-progress", REGISTER, 204, **of("changes", CHANGES)),
    post_form("act-on-changes", REGISTER, **of("changes", CHANGES)),
    Address("register-imports", BUREAU),
    post_form("register-imports", BUREAU),
    Address("register-template", BUREAU),
    Address("pairing", BUREAU),
    post_form("pairing", BUREAU),
    Address("pairing-template", BUREAU),
    Address("submissions", SEE_SUBMISSIONS),
    post_form("upload", SUBMIT, arguments=("kind",)),
    Address("type-rows", SUBMIT, arguments=("kind",), reach=frozenset({"insurer", "depthead"})),
    post_form("type-rows", SUBMIT, arguments=("kind",), reach=frozenset({"insurer", "depthead"})),
    post_form("nil-return", SUBMIT, arguments=("kind",)),
    Address("kind-template", SEE_SUBMISSIONS, arguments=("kind",)),
    Address("submission", SEE_SUBMISSIONS, 302, arguments=("batch.submission",), reach=BATCH),
    Address("batch", SEE_SUBMISSIONS, **of("batch", BATCH)),
    post_form("batch", EXPORT & SEE_SUBMISSIONS, **of("batch", BATCH)),
    Address("batch-progress", SEE_SUBMISSIONS, 204, **of("batch", BATCH)),
    Address("submission-settle", SEE_SUBMISSIONS, **of("batch", BATCH)),
    post_form("submission-settle", EXPORT & SEE_SUBMISSIONS, **of("batch", BATCH)),
    post_form("commit", SUBMIT, **of("batch", BATCH)),
    post_form("read-as", SUBMIT, **of("batch", BATCH)),
    post_form("withdraw", SUBMIT, **of("batch", BATCH)),
    post_form("withdraw-nil", SUBMIT, arguments=("kind",)),
    post_form("retry-batch", SUBMIT, **of("batch", BATCH)),
    post_form("mend", SUBMIT, **of("batch", BATCH)),
    Address("rejected", EXPORT, **of("batch", BATCH)),
    post_form("rejected", EXPORT, **of("batch", BATCH), but=IN_DUTY),
    Address("original", EXPORT | INSPECTOR, **of("batch", BATCH)),
    post_form("original", EXPORT | INSPECTOR, **of("batch", BATCH), but=IN_DUTY),
    Address("rows", SEE_SUBMISSIONS),
    post_form("rows", EXPORT & SEE_SUBMISSIONS),
    Address("row", TOWNSHIP | DEPARTMENTS | BUREAU | INSPECTOR, **of("row", BATCH)),
    post_form("row", TOWNSHIP | DEPARTMENTS | BUREAU | INSPECTOR, 200, **of("row", BATCH)),
    post_form("settle-row", TOWNSHIP | DEPARTMENTS | BUREAU, **of("row", BATCH)),
    post_form("dismiss-person", TOWNSHIP | DEPARTMENTS | BUREAU, **of("row", BATCH)),
    Address("push-desk", BUREAU),
    post_form("release", BUREAU),
    Address("confirm-desk", TOWNSHIP),
    post_form("confirm-many", TOWNSHIP),
    Address("sheet-list", TOWNSHIP | HEADS | READERS),
    post_form("sheet-list", EXPORT & (TOWNSHIP | HEADS | READERS)),
    Address(
        "push-sheet", TOWNSHIP | HEADS | READERS, **of("sheet", frozenset((*TOWNSHIP_NEAR, *WHOLE_COUNTY)))
    ),
    post_form("receive-sheet", TOWNSHIP, 302, **of("sheet", TOWNSHIP_NEAR), but={"head": 409}),
    Address("leads", SEE_LEADS),
    post_form("leads", EXPORT),
    Address("lead", SEE_LEADS, **of("lead", HOUSEHOLD)),
    post_form("answer", VILLAGE | TOWNSHIP, **of("lead", HOUSEHOLD)),
    post_form("confirm", TOWNSHIP, **of("lead", HOUSEHOLD)),
    post_form("send-back", TOWNSHIP, **of("lead", HOUSEHOLD)),
    post_form("confirm-entry", TOWNSHIP, **of("lead", HOUSEHOLD)),
    Address("signed-sheet", TOWNSHIP | INSPECTOR, 404, **of("lead", HOUSEHOLD)),
    post_form("signed-sheet", TOWNSHIP | INSPECTOR, 404, **of("lead", HOUSEHOLD)),
    Address("result-list", SEE_SUBMISSIONS),
    post_form("result-list", EXPORT & SEE_SUBMISSIONS),
    Address("results", SEE_SUBMISSIONS, **of("batch", BATCH)),
    post_form("export-result", EXPORT, **of("batch", BATCH)),
    post_form("results", SUBMIT, 302, **of("batch", BATCH)),
    Address("loop", TOWNSHIP | HEADS | READERS),
    Address("parameters", READERS),
    Address("parameter", READERS, arguments=("=limit.answer",)),
    post_form("propose", BUREAU, arguments=("=limit.answer",)),
    Address("rule-list", READERS),
    Address("rule", READERS, arguments=("=yb_zifu", "=general")),
    post_form("propose-rule", BUREAU, arguments=("=yb_zifu", "=general")),
    Address("code-tables", READERS),
    Address("code-table", READERS, arguments=("=at_risk_reason",)),
    post_form("propose-item", BUREAU, arguments=("=at_risk_reason",)),
    Address("days", READERS),
    Address("day-template", READERS),
    post_form("propose-day", BUREAU),
    post_form("take-back", BUREAU, arguments=("=parameter",)),
    post_form("fill-year", BUREAU, arguments=("=2025",)),
    post_form("load-year", BUREAU, arguments=("=2025",)),
    Address("proposals", PROPOSALS),
    post_form("decide", PROPOSALS, arguments=("proposal",)),
    Address("area-list", READERS | SYSTEM),
    Address("area", READERS | SYSTEM, arguments=("township",)),
    Address("unit-list", READERS | SYSTEM),
    Address("unit", READERS | SYSTEM, arguments=("bureau",)),
    Address("group-list", READERS | SYSTEM),
    post_form("group-list", SYSTEM),
    Address("group", READERS | SYSTEM, arguments=("group",)),
    Address("vacancies", READERS | SYSTEM),
    post_form("reveal-contact", REVEAL, arguments=("contact",)),
    post_form("change-place", SYSTEM, arguments=("=area", "township", "=change-township")),
    Address("export", READERS | SYSTEM, arguments=("=areas",)),
    post_form("load", SYSTEM, arguments=("=areas",)),
    Address("account-list", SYSTEM),
    Address("account-template", SYSTEM),
    post_form("open-accounts", SYSTEM),
    Address("opening", SYSTEM, **of("opening", SYSTEM)),
    Address("opening-progress", SYSTEM, 204, **of("opening", SYSTEM)),
    post_form("fetch-passwords", SYSTEM, **of("opening", SYSTEM)),
    post_form("forget-passwords", SYSTEM, 302, **of("opening", SYSTEM)),
    Address("open-account", SYSTEM),
    post_form("open-account", SYSTEM),
    Address("person", SYSTEM, arguments=("person",)),
    post_form("edit-person", SYSTEM, arguments=("person",)),
    post_form("switch-person", SYSTEM, 404, arguments=("lead",)),
    post_form("appoint", SYSTEM, arguments=("person",)),
    post_form("reset-password", SYSTEM, 404, arguments=("lead",)),
    post_form("remove-codes", SYSTEM, arguments=("person",)),
    post_form("end-post", SYSTEM, arguments=("held",)),
    post_form("stand-in", SYSTEM, arguments=("held",)),
    post_form("end-stand-in", SYSTEM, 404, arguments=("lead",)),
    Address("rights", SECURITY),
    post_form("rights", SECURITY),
    Address("logs", AUDIT | INSPECTOR),
    # Outside of one's scope the names of the fields are told, and no value (`test_log_entries.py`).
    Address("log-entry", AUDIT | INSPECTOR, arguments=("entry",)),
    Address("reads", AUDIT | INSPECTOR),
    post_form("sign-out", status=302),
)
