"""The door of accounts."""

from dixian.foundation.accounts.actions.bulk import (
    ACCOUNT_COLUMNS,
    PERSON_COLUMNS,
    Opened,
    Opening,
    clean_form,
    known_person,
    open_account,
    open_accounts,
    opening_of,
)
from dixian.foundation.accounts.actions.forms import form_sent_before, use_up_form
from dixian.foundation.accounts.actions.handing import delegate, end_delegation, hand_over
from dixian.foundation.accounts.actions.on_behalf import confirm_on_behalf, enter_on_behalf
from dixian.foundation.accounts.actions.passwords import OneTime, Proof, new_password, one_time, prove
from dixian.foundation.accounts.actions.people import create_user, disable, edit_user, enable
from dixian.foundation.accounts.actions.posts import appoint, check_appointment, end_post
from dixian.foundation.accounts.actions.rights import (
    check_right,
    extend_reach,
    load_reference,
    replace_reach,
    set_right,
)
from dixian.foundation.accounts.actions.sign_in import (
    allow_reset,
    begin_codes,
    change_password,
    confirm_codes,
    device_of,
    may_draw,
    remove_codes,
    reset_password,
)
from dixian.foundation.accounts.actions.views import choose_columns, drop_view, save_view, views_of
from dixian.foundation.accounts.models import (
    Delegation,
    HandOver,
    OnBehalf,
    Post,
    Reach,
    RoleRight,
    SavedView,
    SignInChange,
    User,
)
from dixian.foundation.accounts.problems import NotAllowed
from dixian.foundation.accounts.roles import REACHES_AREA
from dixian.foundation.accounts.scope.querysets import ScopedQuerySet, visible
from dixian.foundation.accounts.scope.reach import Span, span_of
from dixian.foundation.accounts.scope.settings import acting_as, scope_settings, system_scope
from dixian.foundation.accounts.selectors import (
    any_users,
    approving_right,
    colleagues_of,
    guarded_roles,
    is_guarded,
    lasting,
    posts_in_area,
    posts_of,
    successors_of,
)

__all__ = [
    "ACCOUNT_COLUMNS",
    "PERSON_COLUMNS",
    "REACHES_AREA",
    "Delegation",
    "HandOver",
    "NotAllowed",
    "OnBehalf",
    "OneTime",
    "Opened",
    "Opening",
    "Post",
    "Proof",
    "Reach",
    "RoleRight",
    "SavedView",
    "ScopedQuerySet",
    "SignInChange",
    "Span",
    "User",
    "acting_as",
    "allow_reset",
    "any_users",
    "appoint",
    "approving_right",
    "begin_codes",
    "change_password",
    "check_appointment",
    "check_right",
    "choose_columns",
    "clean_form",
    "colleagues_of",
    "confirm_codes",
    "confirm_on_behalf",
    "create_user",
    "delegate",
    "device_of",
    "disable",
    "drop_view",
    "edit_user",
    "enable",
    "end_delegation",
    "end_post",
    "enter_on_behalf",
    "extend_reach",
    "form_sent_before",
    "guarded_roles",
    "hand_over",
    "is_guarded",
    "known_person",
    "lasting",
    "load_reference",
    "may_draw",
    "new_password",
    "one_time",
    "open_account",
    "open_accounts",
    "opening_of",
    "posts_in_area",
    "posts_of",
    "prove",
    "remove_codes",
    "replace_reach",
    "reset_password",
    "save_view",
    "scope_settings",
    "set_right",
    "span_of",
    "successors_of",
    "system_scope",
    "use_up_form",
    "views_of",
    "visible",
]
