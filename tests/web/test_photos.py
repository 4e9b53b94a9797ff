"""Photos behind an answer: sealed, shown only within scope and without their place; what is none is told, the rest goes on."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dixian.commons.leads.api import Lead
from dixian.foundation.audit.api import acting, reading, writing
from dixian.foundation.files.api import content_of
from dixian.foundation.policy.models import Parameter
from dixian.warning.verification.api import Answer, Photo, release
from tests.support.photos import PLACE, bomb, photo
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lead(county):
    """张三's, the village's to answer."""
    with acting(SYSTEM), writing():
        release(lead_uids=[county.lead.uid], post=county["bureau"])
        return Lead.objects.get(pk=county.lead.pk)


def sent(client, lead, *photos):
    at = f"/leads/{lead.uid}/"
    files = [SimpleUploadedFile(name, content, "image/jpeg") for name, content in photos]
    form = {"finding": "no_risk:reimbursed", "method": "home", "photo": files}
    return client.post(f"{at}answer/", {**client.hidden(at, f"{at}answer/"), **form}, follow=True)


def kept():
    with acting(SYSTEM), reading():
        return list(Photo.objects.select_related("original", "shown").order_by("id"))


def test_several_photos_are_kept_and_shown_without_their_place(lead, as_post):
    sent(as_post("cadre"), lead, ("门前.jpg", photo()), ("屋里.webp", photo("WEBP")))
    first, second = kept()
    with acting(SYSTEM), reading():
        assert content_of(first.original) == photo()
    assert (first.original.name, second.original.name) == ("门前.jpg", "屋里.webp")
    page = as_post("clerk").get(f"/leads/{lead.uid}/").content.decode()
    assert page.count(f'src="/photos/{first.uid}/"') == 1
    shown = as_post("clerk").get(f"/photos/{first.uid}/")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert PLACE not in shown.content


def test_as_many_are_taken_as_the_county_allows(lead, as_post):
    nine = [(f"{at}.jpg", photo()) for at in range(9)]
    assert sent(as_post("cadre"), lead, *nine).status_code == 200
    assert len(kept()) == 9


def test_outside_of_scope_there_is_no_photo(lead, as_post):
    sent(as_post("cadre"), lead, ("门前.jpg", photo()))
    at = f"/photos/{kept()[0].uid}/"
    assert as_post("far_clerk").get(at).status_code == 404
    assert as_post("system_admin").get(at).status_code == 403


def test_what_is_no_photo_is_told_and_the_rest_and_the_answer_stand(lead, as_post):
    said = sent(
        as_post("cadre"), lead, ("坏.jpg", photo()[:700]), ("好.jpg", photo()), ("炸弹.png", bomb())
    ).content.decode()
    assert "照片“坏.jpg”已损坏" in said
    assert "照片“炸弹.png”有 60000×60000 个像素" in said
    assert [one.original.name for one in kept()] == ["好.jpg"]
    with acting(SYSTEM), reading():
        assert Answer.objects.count() == 1


def test_too_large_is_told_and_too_many_are_refused_whole(lead, as_post):
    with acting(SYSTEM), writing():
        Parameter.objects.filter(code="photo.count").update(text="1")
    said = sent(as_post("cadre"), lead, ("一.jpg", photo()), ("二.jpg", photo())).content.decode()
    assert "选了 2 张照片，一次最多 1 张" in said
    with acting(SYSTEM), writing():
        assert not Answer.objects.exists()
        Parameter.objects.filter(code="photo.size").update(text="0")
    said = sent(as_post("cadre"), lead, ("一.jpg", photo())).content.decode()
    assert "超过能收的 0 MB" in said
    assert kept() == []
