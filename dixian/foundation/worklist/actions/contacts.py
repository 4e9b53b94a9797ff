"""How a person wants to be reached."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from dixian.foundation.audit.transactions import writing
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.models import Contact


def set_contact(*, post: Any, email: str, by_email: bool, by_webhook: bool) -> Contact:
    """Set the acting person's own address and channels. Raises Refusal for what is no e-mail address."""
    if by_email or email:
        try:
            validate_email(email)
        except ValidationError:
            raise Refusal("电子邮件地址不对", "写成 name@example.cn，或关闭电子邮件通知") from None
    with writing():
        contact, _made = Contact.objects.update_or_create(
            user_id=post.user_id,
            defaults={"email": email or None, "by_email": by_email, "by_webhook": by_webhook},
        )
    return contact
