"""Accounts opened from a workbook, and their one-time passwords till they are fetched."""

from typing import ClassVar

from django.db import models

from dixian.foundation.accounts.models.people import STAFF, Post, User
from dixian.foundation.audit.records import History, Record
from dixian.foundation.files.api import StoredFile
from dixian.foundation.kernel.scope import Scope
from dixian.foundation.vault.fields import SealedField


class BulkOpening(Record):
    """A workbook of accounts to open; what came of it waits for whoever asked, until a day."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {"problems": "没有办成的行，引用姓名和原值（加密）"}
    scope: ClassVar[Scope] = STAFF

    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="办理岗位")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="openings", verbose_name="办理人")
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="开通表")
    until = models.DateField("领取的最后一天")
    problems = SealedField("没有办成的行", null=True)

    class Meta:
        verbose_name = "批量开通"

    @property
    def job_key(self) -> str:
        """The work on it."""
        return f"accounts.open:{self.uid}"


class BulkAccount(Record):
    """One row of the workbook: to be opened, opened, or failed. Its password goes once it has been used."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {"password": "一次性密码（加密），领取期满或改过密码后清除"}
    never_kept = ("password",)
    impersonal = ("role",)
    scope: ClassVar[Scope] = STAFF

    opening = models.ForeignKey(BulkOpening, models.PROTECT, related_name="accounts", verbose_name="批量开通")
    number = models.PositiveIntegerField("行号")
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="账号")
    role = models.CharField("角色", max_length=20, blank=True)
    failed = models.BooleanField("没有办成", default=False)
    password = SealedField("一次性密码", null=True)

    class Meta:
        verbose_name = "批量开通的账号"
        constraints = [models.UniqueConstraint(fields=["opening", "number"], name="bulk_row_once")]
