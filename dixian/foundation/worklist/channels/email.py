"""E-mail, by the county's own mail server (`DIXIAN_SMTP_*`)."""

import os
import smtplib
from email.utils import parseaddr

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from dixian.foundation.worklist.channels.base import Message, NotDelivered

_SECONDS = 15
_PERMANENT = range(500, 600)


def configured() -> bool:
    """Whether this installation has a mail server."""
    return bool(os.environ.get("DIXIAN_SMTP_HOST"))


def send(message: Message) -> None:
    """Send one message. Raises NotDelivered.

    The key is the Message-ID, so that a mail sent twice after a crash is one mail to most readers.
    """
    sender = os.environ.get("DIXIAN_SMTP_FROM", "dixian@localhost")
    mail = EmailMessage(
        subject=message.title,
        body=message.text,
        from_email=sender,
        to=[message.to],
        headers={"Message-ID": f"<{message.key.replace(':', '.')}@{_domain(sender)}>"},
        connection=_connection(),
    )
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = {code for code, _ in error.recipients.values()}
        raise NotDelivered(
            "邮件服务器拒绝了收件地址", final=all(code in _PERMANENT for code in codes)
        ) from None
    except smtplib.SMTPResponseException as error:
        raise NotDelivered(f"邮件服务器答复 {error.smtp_code}", final=error.smtp_code in _PERMANENT) from None
    except (smtplib.SMTPException, OSError):
        raise NotDelivered("连不上邮件服务器") from None


def _connection() -> BaseEmailBackend:
    security = os.environ.get("DIXIAN_SMTP_SECURITY", "none")
    return get_connection(
        "django.core.mail.backends.smtp.EmailBackend",
        host=os.environ.get("DIXIAN_SMTP_HOST", "localhost"),
        port=int(os.environ.get("DIXIAN_SMTP_PORT", "25")),
        username=os.environ.get("DIXIAN_SMTP_USER", ""),
        password=os.environ.get("DIXIAN_SMTP_PASSWORD", ""),
        use_tls=security == "starttls",
        use_ssl=security == "tls",
        timeout=_SECONDS,
    )


def _domain(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2] or "localhost"
