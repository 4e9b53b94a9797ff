from datetime import timedelta

from django.db import migrations

from dixian.foundation.audit.context import Acting, acting
from dixian.foundation.audit.transactions import writing
from dixian.foundation.kernel import clock

DECIDED_WITHIN = timedelta(days=5)
# Its batches have their own duties since registry_households 0006.
REGISTER = "register"
# They reach no unit's duties.
ADMINISTRATORS = ("system_admin", "security_admin", "audit_admin")


def fill(apps, _editor):
    """Proposals that were made before their approval was a duty get theirs, where somebody else may decide."""
    duty = apps.get_model("foundation_worklist", "Obligation")
    asked = apps.get_model("foundation_policy", "Proposal").objects.filter(state="waiting")
    with acting(Acting(actor="command:migrate", settings=(("dixian.all", "1"),))), writing():
        duties = []
        for proposal in asked.exclude(subject=REGISTER).select_related("submitter").order_by("id"):
            right = proposal.arguments.get("approve", "approve_policy")
            opened = clock.day_of(proposal.submitted_at)
            duties.append(
                duty(
                    kind="policy.approve",
                    title="审批提请",
                    about=f"{proposal.submitter.name}提请",
                    subject_label=proposal.label[:120],
                    subject_uid=proposal.uid,
                    **_place(apps, right, proposal.submitter_id),
                    capability=right,
                    opened_on=opened,
                    due_on=opened + DECIDED_WITHIN,
                    limit_code="limit.approve_policy",
                )
            )
        duty.objects.bulk_create(duties, ignore_conflicts=True)


def _place(apps, right, submitter_id):
    """The unit where somebody else has the right, the bureau before others; the post where administrators have it."""
    given = apps.get_model("foundation_accounts", "RoleRight").objects
    roles = given.filter(capability=right, valid_to=None).values("role")
    posts = apps.get_model("foundation_accounts", "Post").objects.filter(role__in=roles, valid_to=None)
    able = posts.exclude(user=submitter_id).filter(user__is_active=True).order_by("id")
    found = list(able.values_list("id", "unit_id", "role"))
    units = [unit for _, unit, role in found if role not in ADMINISTRATORS]
    if found and not units:
        return {"post_id": found[0][0]}
    bureau = apps.get_model("foundation_areas", "Unit").objects.get(code="nyncj").pk
    return {"unit_id": bureau if bureau in units or not units else units[0]}


class Migration(migrations.Migration):
    dependencies = [
        ("foundation_accounts", "0008_register_rights"),
        ("foundation_areas", "0004_acting_post"),
        ("foundation_policy", "0004_acting_post"),
        ("foundation_worklist", "0005_acting_post"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
