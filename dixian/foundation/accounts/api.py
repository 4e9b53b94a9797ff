"""The door of accounts."""

from dixian.foundation.accounts.actions.bulk import ACCOUNT_COLUMNS, Opened, open_accounts
from dixian.foundation.accounts.actions.forms import form_sent_before, use_up_form
from dixian.foundation.accounts.actions.handing import (
    confirm_on_behalf,
    delegate,
    end_delegation,
    enter_on_behalf,
    hand_over,
)
from dixian.foundation.accounts.actions.passwords import OneTime, Proof, new_password, one_time, prove
from dixian.foundation.accounts.actions.people import (
    any_users,
    appoint,
    change_password,
    create_user,
    end_post,
    posts_in_area,
    posts_of,
    reset_password,
)
from dixian.foundation.accounts.actions.rights import (
    extend_reach,
    load_reference,
    replace_reach,
    set_right,
)
from dixian.foundation.accounts.models import Delegation, HandOver, OnBehalf, Post, Reach, RoleRight, User
from dixian.foundation.accounts.problems import NotAllowed, NotInForce
from dixian.foundation.accounts.scope.querysets import ScopedQuerySet, visible
from dixian.foundation.accounts.scope.reach import Span, span_of
from dixian.foundation.accounts.scope.settings import acting_as, scope_settings, system_scope

__all__ = [
    "ACCOUNT_COLUMNS",
    "Delegation",
    "HandOver",
    "NotAllowed",
    "NotInForce",
    "OnBehalf",
    "OneTime",
    "Opened",
    "Post",
    "Proof",
    "Reach",
    "RoleRight",
    "ScopedQuerySet",
    "Span",
    "User",
    "acting_as",
    "any_users",
    "appoint",
    "change_password",
    "confirm_on_behalf",
    "create_user",
    "delegate",
    "end_delegation",
    "end_post",
    "enter_on_behalf",
    "extend_reach",
    "form_sent_before",
    "hand_over",
    "load_reference",
    "new_password",
    "one_time",
    "open_accounts",
    "posts_in_area",
    "posts_of",
    "prove",
    "replace_reach",
    "reset_password",
    "scope_settings",
    "set_right",
    "span_of",
    "system_scope",
    "use_up_form",
    "visible",
]
