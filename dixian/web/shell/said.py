"""Messages for the next page, sealed while they wait: they name households and what became of them."""

import json
from base64 import b64decode, b64encode
from typing import Any

from django.contrib.messages.storage.cookie import MessageDecoder, MessageEncoder
from django.contrib.messages.storage.session import SessionStorage

from dixian.foundation.vault.ciphers import NotOurs, open_, seal

CONTEXT = "django_session.messages"


class SealedStorage(SessionStorage):
    """Django's messages in the session, which lies in the database signed and not sealed."""

    def serialize_messages(self, messages: Any) -> str:
        """The messages as one sealed text."""
        return b64encode(seal(MessageEncoder().encode(messages).encode(), CONTEXT)).decode()

    def deserialize_messages(self, data: Any) -> Any:
        """The messages again; what was written before they were sealed, or with other keys, is let go."""
        if not data:
            return []
        try:
            return json.loads(open_(b64decode(data, validate=True), CONTEXT), cls=MessageDecoder)
        except (ValueError, NotOurs):
            return []
