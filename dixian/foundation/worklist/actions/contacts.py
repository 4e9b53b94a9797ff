"""How a person wants to be reached, and a message to try it."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from dixian.foundation.audit.transactions import writing
from dixian.foundation.jobs.api import enqueue
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.uids import new_uid
from dixian.foundation.worklist.channels.choice import channels_of
from dixian.foundation.worklist.enums import DeliveryState
from dixian.foundation.worklist.models import Contact, Delivery

TRY_TITLE = "试验消息"
PAUSE = timedelta(minutes=1)


def set_contact(*, user_id: int, email: str, by_email: bool) -> Contact:
    """Set a person's own address and whether mail goes to it. Raises Refusal for what is no e-mail address."""
    if by_email or email:
        try:
            validate_email(email)
        except ValidationError:
            raise Refusal("电子邮件地址不对", "写成 name@example.cn，或关闭电子邮件通知") from None
    with writing():
        contact, _made = Contact.objects.update_or_create(
            user_id=user_id, defaults={"email": email or None, "by_email": by_email}
        )
    return contact


def send_trial(*, user_id: int) -> list[Delivery]:
    """Send the person one message through each channel that is on for them; tried once, the result is kept.

    Raises Refusal where none is on, or the last trial is a minute young.
    """
    channels = channels_of(Contact.objects.filter(user_id=user_id).first())
    if not channels:
        raise Refusal("没有可用的外发渠道", "先填好电子邮件地址并开启，或请系统管理员接入消息网关")
    earlier = Delivery.objects.filter(user_id=user_id, title=TRY_TITLE)
    if earlier.filter(made_at__gt=clock.now() - PAUSE).exists():
        raise Refusal("刚发过一条试验消息", "一分钟后再试")
    batch = new_uid()
    with writing():
        sent = [
            Delivery.objects.create(
                user_id=user_id,
                channel=channel,
                key=f"trial:{batch}:{channel}",
                title=TRY_TITLE,
                text="底线系统的试验消息。收到这一条，说明每天的待办提醒能送到您这里。",
                state=DeliveryState.WAITING,
            )
            for channel in channels
        ]
        for delivery in sent:
            enqueue("worklist.trial", key=f"trial:{delivery.uid}", delivery_id=delivery.pk)
    return sent
