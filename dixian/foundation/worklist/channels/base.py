"""What every channel takes and how it fails."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """What is sent. key: idempotency key; to: address or user name; no personal data in the texts."""

    key: str
    to: str
    title: str
    text: str


class NotDelivered(Exception):
    """The message did not get through. `reason` is Chinese; `final`: trying again is of no use."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final
