"""What leaves the system, through real receivers on this machine."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from dixian.foundation.jobs.api import Job, JobState, drain, enqueue
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.actions.deliver import deliver
from dixian.foundation.worklist.api import (
    deliveries,
    open_duties,
    send_trial,
    set_contact,
)
from dixian.foundation.worklist.channels.webhook import signature
from dixian.foundation.worklist.enums import DeliveryState
from dixian.foundation.worklist.models import Contact, Delivery, Digest
from tests.foundation.worklist.receivers import Gateway, Mailbox, gateway, mail_server
from tests.support import queue

pytestmark = pytest.mark.django_db
DAY = date(2024, 4, 12)
ROOT = Path(__file__).resolve().parents[3]
SECRET = "a secret shared with the gateway"


@pytest.fixture
def mailbox(monkeypatch):
    with mail_server() as box:
        monkeypatch.setenv("DIXIAN_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("DIXIAN_SMTP_PORT", str(box.port))
        monkeypatch.setenv("DIXIAN_SMTP_FROM", "底线 <dixian@example.cn>")
        yield box


@pytest.fixture
def hook(monkeypatch):
    with gateway() as taken:
        monkeypatch.setenv("DIXIAN_WEBHOOK_URL", taken.url)
        monkeypatch.setenv("DIXIAN_WEBHOOK_SECRET", SECRET)
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        yield taken


def remind(day: date = DAY, key: str = "") -> None:
    with clock.at(clock.noon(day)):
        enqueue("worklist.digest", key=f"digest {day} {key}")
        drain()


def again() -> None:
    """Let what waits for a later attempt run now."""
    queue.again()
    drain()


def test_the_digest_goes_by_mail_and_gateway_to_those_for_whom_they_are_on(
    county, duty, mailbox: Mailbox, hook: Gateway
):
    set_contact(user_id=county["cadre"].user_id, email="cadre@example.cn", by_email=True)
    open_duties([duty(subject_label="张某某 231226198001011230"), duty(area_id=county.second.id)])
    remind()
    remind(key="again")
    (mail,) = mailbox.mails
    assert (mail["To"], mail["Subject"]) == ("cadre@example.cn", "今日待办")
    assert "待办 1 项，超期 1 项" in mail.get_content()
    assert {told["to"] for told in hook.told()} == {"cadre", "clerk", "head"}
    assert len({told["key"] for told in hook.told()}) == len(hook.calls) == 3
    said = mail.get_content() + str(hook.told())
    assert "张某某" not in said
    assert not re.search(r"\d{11,}", re.sub(r'"key": "[^"]+"|\'key\': \'[^\']+\'', "", said))
    assert set(Delivery.objects.values_list("state", "tries")) == {(DeliveryState.SENT, 1)}


def test_the_gateway_can_tell_who_speaks(county, duty, hook: Gateway):
    open_duties([duty()])
    remind()
    headers, body = hook.calls[0]
    assert headers["X-Dixian-Signature"] == signature(SECRET, headers["X-Dixian-Timestamp"], body)
    assert headers["X-Dixian-Signature"] != signature("another", headers["X-Dixian-Timestamp"], body)


def test_a_gateway_that_is_busy_gets_the_message_later_under_the_same_key(county, duty, hook: Gateway):
    hook.answers += [503, 429]
    open_duties([duty()])
    remind()
    assert Delivery.objects.get().problem == "消息网关答复 503"
    again()
    again()
    assert len({told["key"] for told in hook.told()}) == 1
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries, delivery.problem) == (DeliveryState.SENT, 3, "")
    again()
    assert len(hook.calls) == 3


@pytest.mark.parametrize("status", [302, 400, 403])
def test_a_gateway_that_refuses_is_not_asked_again(county, duty, hook: Gateway, status):
    hook.answers += [status]
    open_duties([duty()])
    remind()
    again()
    assert len(hook.calls) == 1
    assert Delivery.objects.get().state == DeliveryState.FAILED


def test_a_receiver_that_never_answers_is_given_up_and_shown(county, duty, hook: Gateway):
    hook.answers += [500] * 9
    open_duties([duty()])
    remind()
    for _ in range(6):
        again()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries, delivery.problem) == (DeliveryState.FAILED, 5, "消息网关答复 500")
    assert Job.objects.get(name="worklist.deliver").state == JobState.DONE


def test_a_mail_server_that_is_full_gets_the_mail_later_one_that_refuses_does_not(
    county, duty, mailbox: Mailbox
):
    mailbox.answers += ["452 try later"]
    set_contact(user_id=county["cadre"].user_id, email="cadre@example.cn", by_email=True)
    open_duties([duty()])
    remind()
    assert Delivery.objects.get().state == DeliveryState.WAITING
    again()
    assert Delivery.objects.get().state == DeliveryState.SENT
    mailbox.answers += ["554 no"]
    remind(DAY + timedelta(days=1))
    assert Delivery.objects.filter(state=DeliveryState.FAILED).get().problem == "邮件服务器答复 554"


def test_nobody_listening_is_said_in_chinese(county, duty, monkeypatch):
    monkeypatch.setenv("DIXIAN_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("DIXIAN_SMTP_PORT", "1")
    set_contact(user_id=county["cadre"].user_id, email="cadre@example.cn", by_email=True)
    open_duties([duty()])
    remind()
    assert Delivery.objects.get().problem == "连不上邮件服务器"


def test_what_was_sent_is_not_sent_again(county, duty, hook: Gateway):
    open_duties([duty()])
    remind()
    deliver(delivery_id=Delivery.objects.get().id, last_try=False)
    assert len(hook.calls) == 1


def test_without_a_receiver_nothing_is_queued(county, duty, monkeypatch):
    monkeypatch.delenv("DIXIAN_SMTP_HOST", raising=False)
    monkeypatch.delenv("DIXIAN_WEBHOOK_URL", raising=False)
    set_contact(user_id=county["cadre"].user_id, email="cadre@example.cn", by_email=True)
    open_duties([duty()])
    remind()
    assert Digest.objects.exists()
    assert not Delivery.objects.exists()


def test_an_address_lies_sealed_and_a_wrong_one_is_refused(county):
    set_contact(user_id=county["cadre"].user_id, email="cadre@example.cn", by_email=True)
    assert b"cadre" not in Contact.objects.get().email.raw
    assert Contact.objects.get().email.open() == "cadre@example.cn"
    with pytest.raises(Refusal):
        set_contact(user_id=county["cadre"].user_id, email="不是地址", by_email=True)


def test_a_trial_message_is_tried_once_and_says_what_came_of_it(county, mailbox: Mailbox, hook: Gateway):
    me = county["cadre"].user_id
    set_contact(user_id=me, email="cadre@example.cn", by_email=True)
    hook.answers += [503]
    send_trial(user_id=me)
    drain()
    assert [mail["Subject"] for mail in mailbox.mails] == ["试验消息"]
    said = {one.channel: (one.state, one.problem) for one in deliveries(user_id=me)}
    assert said == {
        "email": (DeliveryState.SENT, ""),
        "webhook": (DeliveryState.FAILED, "消息网关答复 503"),
    }
    with pytest.raises(Refusal, match="刚发过一条"):
        send_trial(user_id=me)
    with clock.at(clock.now() + timedelta(minutes=2)):
        assert len(send_trial(user_id=me)) == 2


def test_without_any_channel_a_trial_says_what_to_do(county, monkeypatch):
    monkeypatch.delenv("DIXIAN_SMTP_HOST", raising=False)
    monkeypatch.delenv("DIXIAN_WEBHOOK_URL", raising=False)
    with pytest.raises(Refusal, match="没有可用的外发渠道"):
        send_trial(user_id=county["cadre"].user_id)


def test_the_settings_of_the_channels_stand_in_the_installation_guide():
    room = ROOT / "dixian" / "foundation" / "worklist" / "channels"
    used = {
        name
        for path in room.glob("*.py")
        for name in re.findall(r"DIXIAN_[A-Z]+_[A-Z]+", path.read_text(encoding="utf8"))
    }
    guide = (ROOT / "docs" / "howto" / "install.md").read_text(encoding="utf8")
    assert len(used) >= 8
    assert {name for name in used if name not in guide} == set()
