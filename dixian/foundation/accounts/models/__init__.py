"""The room's tables."""

from dixian.foundation.accounts.models.access import AddressHold, CodeDevice, SignInChange
from dixian.foundation.accounts.models.opening import BulkAccount, BulkOpening
from dixian.foundation.accounts.models.people import Post, Reach, RoleRight, SubmittedForm, User
from dixian.foundation.accounts.models.standing_in import Delegation, HandOver, OnBehalf
from dixian.foundation.accounts.models.views import SavedView

__all__ = [
    "AddressHold",
    "BulkAccount",
    "BulkOpening",
    "CodeDevice",
    "Delegation",
    "HandOver",
    "OnBehalf",
    "Post",
    "Reach",
    "RoleRight",
    "SavedView",
    "SignInChange",
    "SubmittedForm",
    "User",
]
