"""The main job in a browser: a health-insurance file becomes closed warnings, by five people."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.support.site import Site
from tests.support.walk import answer_all, commit, confirm_all, release_all, see_results, to_upload, upload

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]


def test_a_file_of_the_health_insurance_becomes_closed_warnings(site: Site, sign_in: SignIn) -> None:
    department = sign_in("yibao")
    to_upload(department)
    upload(department, site)
    commit(department)

    bureau = sign_in("nongye")
    release_all(bureau)

    village = sign_in("cun", width=390)
    answer_all(village)

    township = sign_in("xiangzhen")
    confirm_all(township)

    head = sign_in("yibaozhang")
    see_results(head)

    check = site.dixian("check", "--json")
    assert check.returncode == 0, check.stdout
    assert any(one["left"] for one in json.loads(check.stdout))
    verified = site.dixian("audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
