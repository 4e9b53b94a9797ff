"""How people come in: one-time codes, and what was changed about somebody's way in."""

import secrets
from base64 import b64decode, b64encode
from typing import ClassVar, Self

from django.db import models
from django_otp.plugins.otp_totp.models import TOTPDevice

from dixian.foundation.accounts.enums import SignInStep
from dixian.foundation.accounts.models.people import STAFF, User
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.scope import Scope
from dixian.foundation.vault.ciphers import open_, seal

CONTEXT = "otp_totp_totpdevice.key"
SECRET_BYTES = 20


def sealed_key(secret: bytes) -> str:
    """The text that lies in django-otp's key column: the sealed secret, as base64."""
    return b64encode(seal(secret, CONTEXT)).decode()


class CodeDevice(TOTPDevice):
    """django-otp's device for codes from a phone, with its secret sealed in the database."""

    class Meta:
        proxy = True

    @classmethod
    def begin(cls, user: User) -> Self:
        """A device with a new secret; it counts once a code has confirmed it."""
        key = sealed_key(secrets.token_bytes(SECRET_BYTES))
        made: Self = cls.objects.create(user=user, name="动态口令", confirmed=False, key=key)
        return made

    @property
    def bin_key(self) -> bytes:
        """The secret itself, for django-otp's arithmetic. Raises ciphers.NotOurs."""
        return open_(b64decode(self.key), CONTEXT)


class SignInChange(Record):
    """Somebody's way in was changed: password reset, codes set up or removed, account disabled."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("step",)
    scope: ClassVar[Scope] = STAFF

    user = models.ForeignKey(User, models.PROTECT, related_name="sign_in_changes", verbose_name="账号")
    step = models.CharField("事项", max_length=12, choices=SignInStep.choices)

    class Meta:
        verbose_name = "登录方式变更"


class AddressHold(Record):
    """From one network address too many user names were tried in vain; nobody new signs in from there for some minutes."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {"address": "登录所用地址"}
    impersonal = ()
    scope: ClassVar[Scope] = STAFF

    address = models.GenericIPAddressField("网络地址")
    names = models.PositiveIntegerField("登录失败的用户名个数")
    until = models.DateTimeField("暂停到")

    class Meta:
        verbose_name = "暂停登录的地址"
        indexes = (models.Index(fields=["address", "until"], name="accounts_hold_address"),)
