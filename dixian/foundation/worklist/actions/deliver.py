"""Send one delivery through its channel."""

from collections.abc import Callable
from typing import Any

from django.db.models import F

from dixian.foundation.audit.transactions import writing
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.channels import email, webhook
from dixian.foundation.worklist.channels.base import Message, NotDelivered
from dixian.foundation.worklist.enums import Channel, DeliveryState
from dixian.foundation.worklist.models import Contact, Delivery

SENDERS: dict[str, Callable[[Message], None]] = {Channel.EMAIL: email.send, Channel.WEBHOOK: webhook.send}


def deliver(*, delivery_id: int, last_try: bool) -> None:
    """Send a waiting delivery and note what became of it. One that was sent stays sent.

    Nothing can be both sent and noted in one step: after a kill in between it is sent again under
    the same key, by which the receiver knows it. Raises NotDelivered where another try may help.
    """
    delivery = Delivery.objects.select_related("user").get(id=delivery_id)
    if delivery.state != DeliveryState.WAITING:
        return
    try:
        SENDERS[delivery.channel](_message(delivery))
    except NotDelivered as problem:
        given_up = problem.final or last_try
        _note(delivery, DeliveryState.FAILED if given_up else DeliveryState.WAITING, problem.reason)
        if not given_up:
            raise
        return
    _note(delivery, DeliveryState.SENT, "")


def _message(delivery: Delivery) -> Message:
    return Message(key=delivery.key, to=_address(delivery), title=delivery.title, text=delivery.text)


def _address(delivery: Delivery) -> str:
    if delivery.channel == Channel.WEBHOOK:
        return delivery.user.username
    contact = Contact.objects.filter(user_id=delivery.user_id).first()
    sealed: Any = contact.email if contact else None
    if not sealed:
        raise NotDelivered("本人已取消电子邮件地址", final=True)
    return str(sealed.open())


def _note(delivery: Delivery, state: DeliveryState, problem: str) -> None:
    with writing():
        Delivery.objects.filter(id=delivery.id).update(
            state=state,
            problem=problem[:200],
            tries=F("tries") + 1,
            sent_at=clock.now() if state == DeliveryState.SENT else None,
            version=F("version") + 1,
        )
