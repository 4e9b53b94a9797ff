"""JSON to a gateway (企业微信, 钉钉, SMS), signed, so that the gateway knows who speaks.

Body: `{"key", "to", "title", "text", "at"}`; `to` is the user name, which the gateway maps to a person.
Header `X-Dixian-Signature: sha256=<hex>` is HMAC-SHA256 over `<X-Dixian-Timestamp>.<body>` with
`DIXIAN_WEBHOOK_SECRET`. The same `key` may come twice after a crash: the gateway sends it once.
"""

import hashlib
import hmac
import json
import os
import urllib.error
import urllib.request
from typing import Any

from dixian.foundation.kernel import clock
from dixian.foundation.worklist.channels.base import Message, NotDelivered

_SECONDS = 10
_TRY_AGAIN = (408, 425, 429)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        """A signed message goes to the address that was agreed, nowhere else."""


def configured() -> bool:
    """Whether this installation has a gateway and a secret shared with it."""
    return bool(os.environ.get("DIXIAN_WEBHOOK_URL") and os.environ.get("DIXIAN_WEBHOOK_SECRET"))


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """The value of the signature header."""
    return "sha256=" + hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()


def send(message: Message) -> None:
    """Post one message. Raises NotDelivered; final where the gateway says the message itself is wrong."""
    url = os.environ.get("DIXIAN_WEBHOOK_URL", "")
    if not url.startswith(("https://", "http://")):
        raise NotDelivered("消息网关地址须以 https:// 开头", final=True)
    try:
        with urllib.request.build_opener(_NoRedirect).open(_request(url, message), timeout=_SECONDS):
            return
    except urllib.error.HTTPError as error:
        final = error.code < 500 and error.code not in _TRY_AGAIN
        raise NotDelivered(f"消息网关答复 {error.code}", final=final) from None
    except OSError:
        raise NotDelivered("连不上消息网关") from None


def _request(url: str, message: Message) -> urllib.request.Request:
    now = clock.wall()
    timestamp = str(int(now.timestamp()))
    told = {"key": message.key, "to": message.to, "title": message.title, "text": message.text}
    body = json.dumps({**told, "at": now.isoformat()}, ensure_ascii=False).encode()
    return urllib.request.Request(  # noqa: S310 - the scheme is checked above
        url,
        data=body,
        method="POST",
        headers={
            "Content-Type": "application/json; charset=utf-8",
            "X-Dixian-Key": message.key,
            "X-Dixian-Timestamp": timestamp,
            "X-Dixian-Signature": signature(os.environ.get("DIXIAN_WEBHOOK_SECRET", ""), timestamp, body),
        },
    )
