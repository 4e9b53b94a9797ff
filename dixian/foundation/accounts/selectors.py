"""Reads of people and posts."""

from datetime import date

from django.db.models import Q, QuerySet

from dixian.foundation.accounts.enums import Capability, Role
from dixian.foundation.accounts.models import BulkAccount, BulkOpening, Delegation, Post, RoleRight, User
from dixian.foundation.accounts.roles import ADMINISTRATORS, REACHES_ALL
from dixian.foundation.accounts.separation import DECISIVE
from dixian.foundation.areas.api import Area, Unit, in_force
from dixian.foundation.kernel import clock


def any_users() -> bool:
    """Whether anybody has an account yet."""
    return User.objects.exists()


def lasting() -> Q:
    """Posts and rights that have not ended, those that begin later included."""
    return Q(valid_to__isnull=True) | Q(valid_to__gt=clock.today())


def posts_in_area(area: Area) -> list[Post]:
    """Posts in force that answer for exactly this area, by role and name."""
    found = Post.objects.filter(area=area).select_related("user", "unit").order_by("role", "id")
    return [post for post in found if post.is_in_force()]


def posts_of(user: User) -> list[Post]:
    """Posts in force the person may act with today: own ones, then those delegated to them.

    A delegated one knows who acts with it (`Post.acting_person`).
    """
    lent = Delegation.objects.filter(in_force(clock.today()), delegate=user).values("post_id")
    found = Post.objects.filter(Q(user=user) | Q(pk__in=lent)).select_related("unit", "area", "user")
    # One query, as every page asks; own ones first.
    posts = sorted(found, key=lambda post: (post.user_id != user.pk, post.pk))
    return [post if post.user_id == user.pk else post.acted_by(user) for post in posts if post.is_in_force()]


def successors_of(post: Post) -> QuerySet[Post]:
    """Posts of the same unit that may take over, those that begin later included."""
    others = Post.objects.filter(lasting(), unit_id=post.unit_id, user__is_active=True).exclude(pk=post.pk)
    if post.role in ADMINISTRATORS:
        others = others.filter(role=post.role)
    else:
        others = others.exclude(role__in=ADMINISTRATORS)
    return others.select_related("user", "unit").order_by("role", "id")


def colleagues_of(post: Post) -> QuerySet[User]:
    """Who may act with the post during a leave: people of its unit and sub-units, no administrators."""
    here = Post.objects.filter(lasting(), unit__path__startswith=post.unit.path)
    admins = Post.objects.filter(lasting(), role__in=ADMINISTRATORS)
    return (
        User.objects.filter(is_active=True, id__in=here.values("user_id"))
        .exclude(id__in=admins.values("user_id"))
        .exclude(id=post.user_id)
        .order_by("name", "id")
    )


def belongs(person: User, unit: Unit, on: date) -> bool:
    """Whether the person has a post at the unit or a sub-unit on that day."""
    return Post.objects.filter(in_force(on), user=person, unit__path__startswith=unit.path).exists()


def important_roles() -> frozenset[str]:
    """重要岗位: administrators, whoever reads the whole county, and whoever decides on policy or rights."""
    return _roles_of_two()[0]


def guarded_roles() -> frozenset[str]:
    """Roles nobody is appointed to by one person alone: the important ones, and whichever sees a household.

    Otherwise the system administrator, who sees none, would give himself the password of somebody who does.
    """
    return _roles_of_two()[1]


def _roles_of_two() -> tuple[frozenset[str], frozenset[str]]:
    """Important roles and guarded ones, in one question."""
    asked = {*DECISIVE, Capability.SEE_HOUSEHOLDS}
    rows = RoleRight.objects.filter(lasting(), capability__in=sorted(asked)).values_list("role", "capability")
    held = list(rows)
    fixed = frozenset(map(str, ADMINISTRATORS | REACHES_ALL))
    important = fixed | {role for role, capability in held if capability in DECISIVE}
    return important, important | {role for role, _ in held}


def is_guarded(user: User) -> bool:
    """Whether the person has, will have or stands in for a post of a guarded role."""
    return bool(why_guarded(user))


def why_guarded(user: User) -> str:
    """Why one person alone can't let this person in; "" where it takes no second."""
    mine = Q(user=user) | Q(delegations__delegate=user, delegations__valid_to__gt=clock.today())
    held = set(Post.objects.filter(lasting(), mine).values_list("role", flat=True))
    important, guarded = _roles_of_two()
    if held & important:
        return "在重要岗位上"
    return "的岗位看得到农户" if held & guarded else ""


def approving_right(user: User, role: Role | None = None) -> Capability:
    """Which right the approver needs for this person's account, and for the role they are to get.

    The security administrator approves, the audit administrator where it is about a security administrator.
    """
    own = Post.objects.filter(lasting(), user=user, role=Role.SECURITY_ADMIN)
    if role == Role.SECURITY_ADMIN or own.exists():
        return Capability.APPROVE_SECURITY
    return Capability.APPROVE_ACCOUNTS


def problems_of(opening: BulkOpening) -> list[str]:
    """A sentence for each row of a workbook that was not opened."""
    return opening.problems.open().split("\n") if opening.problems else []


def openings_to_fetch(post: Post) -> QuerySet[BulkOpening]:
    """The workbooks the acting person has sent whose accounts are being opened, or whose passwords wait for them."""
    wanted = BulkAccount.objects.filter(Q(password__isnull=False) | Q(user=None, failed=False))
    mine = BulkOpening.objects.filter(asked_by=post.acting_person, until__gte=clock.today())
    return mine.filter(pk__in=wanted.values("opening")).order_by("-id")


def is_opening(opening: BulkOpening) -> bool:
    """Whether rows of it are still to be opened."""
    return opening.accounts.filter(user=None, failed=False).exists()
