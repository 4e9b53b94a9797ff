"""Passwords are proved before the transaction opens; signing in then only looks at the proof."""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.backends import BaseBackend
from django.core.exceptions import PermissionDenied

from dixian.foundation.accounts.api import Proof, User, held_until, prove
from dixian.foundation.kernel.problems import Refusal
from dixian.web.account.browsers import is_known
from dixian.web.account.holding import told
from dixian.web.shell.senders import sender_of


def prove_password(request: Any) -> Proof | Refusal | None:
    """Compare the password the form sent. Whoever is locked out, or comes from a held address, costs no hashing."""
    username = request.POST.get("username", "").strip()
    until = held_until(sender_of(request))
    if until and not is_known(request, username):
        return Refusal(told(until))
    return _proved(request, username)


def prove_own_password(request: Any) -> Proof | None:
    """The same of somebody who is signed in, before what only they may do; None where the form sent none."""
    return _proved(request, request.user.username) if "password" in request.POST else None


def is_locked(request: Any, username: str) -> bool:
    """Whether too many wrong passwords were sent for this name lately."""
    return not AxesProxyHandler.is_allowed(request, {"username": username})


def _proved(request: Any, username: str) -> Proof | None:
    if is_locked(request, username):
        return None
    return prove(username=username, password=request.POST.get("password", ""))


class ProofBackend(BaseBackend):
    """Stands after the lock-out and has the last word."""

    def authenticate(self, request: Any, username: str = "", password: str = "", **_: Any) -> User:
        """Who was proved to be `username`. Raises PermissionDenied, so that nobody is asked after us."""
        proof = getattr(request, "prepared", None)
        if not isinstance(proof, Proof) or proof.user.username != username:
            raise PermissionDenied
        return proof.user
