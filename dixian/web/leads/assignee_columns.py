"""The columns of 责任分工."""

from dixian.warning.verification import api as verification
from dixian.web.lists.columns import Column, Listing


def _place(one: verification.Assignee) -> str:
    """What somebody is responsible for."""
    if one.household:
        return f"{one.household}（{one.household.number}）"
    return one.group_name or "全村"


ASSIGNEES = Listing(
    "assignees",
    "责任分工",
    order="village",
    subject="责任分工",
    columns=(
        Column("place", "管哪里", _place, kept=True),
        Column("township", "乡镇", lambda one: one.village.parent.name, sort="village__parent__code"),
        Column("village", "村", lambda one: one.village.name, sort="village__code"),
        Column("person", "责任人", lambda one: one.post.user.name, sort="post__user__name"),
        Column("role", "岗位", lambda one: one.post.get_role_display()),
        Column("unit", "单位", lambda one: one.post.unit.short_name, extra=True),
        Column("stands", "现在能办", lambda one: "能" if one.stands else "不能，已按没有责任人处理"),
    ),
)
