"""Which channels this installation has, and which of them are on for a person."""

from typing import Any

from dixian.foundation.worklist.channels import email, webhook
from dixian.foundation.worklist.enums import Channel


def configured() -> dict[Channel, bool]:
    """Channel -> whether the county has set it up."""
    return {Channel.EMAIL: email.configured(), Channel.WEBHOOK: webhook.configured()}


def channels_of(contact: Any) -> list[Channel]:
    """The channels a person's digest goes through. contact: None where they have said nothing.

    Mail is each person's choice; the gateway is the county's, for everybody.
    """
    county = configured()
    wanted = []
    if county[Channel.EMAIL] and contact is not None and contact.by_email and contact.email:
        wanted.append(Channel.EMAIL)
    if county[Channel.WEBHOOK]:
        wanted.append(Channel.WEBHOOK)
    return wanted
