"""What a header of a register file means is said once by a person and held for the unit's later files."""

import pytest

from dixian.foundation.accounts.api import NotAllowed, acting_as
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.households import api as households
from dixian.registry.households.enums import BatchState, ChangeKind
from dixian.registry.households.importing.headers import chosen_headers
from tests.support.changes import again, applied, book, compared, kinds
from tests.support.register import id_number

UNKNOWN = ("叫什么", "证号", "乡镇", "村名")
MEANT = {"叫什么": "name", "证号": "certificate_number", "乡镇": "township", "村名": "village"}


def sent(town, header, *rows):
    lines = [(*row, town.township.name, town.village.name) for row in rows]
    with acting_as(town["bureau"]):
        return compared(book(header, lines), town["bureau"])


def read(town, batch, meant):
    with acting_as(town["bureau"]):
        made = households.read_register_as(batch=again(batch), meant=meant, post=town["bureau"])
        drain()
    return again(made)


def test_a_file_whose_names_nobody_knows_is_read_as_a_person_says(town):
    refused = sent(town, UNKNOWN, ("新人", id_number(900)))
    assert refused.state == BatchState.REFUSED
    assert refused.mapping == [["叫什么", ""], ["证号", ""], ["乡镇", "乡(镇)"], ["村名", "行政村"]]
    made = read(town, refused, MEANT)
    assert (made.state, made.stored_id) == (BatchState.PREPARED, refused.stored_id)
    assert kinds(made) == {ChangeKind.ADD_HOUSEHOLD: 1, ChangeKind.ADD_PERSON: 1}


def test_what_was_said_holds_for_later_files_of_the_unit_alone(town):
    read(town, sent(town, UNKNOWN, ("新人", id_number(900))), MEANT)
    assert sent(town, UNKNOWN, ("另一人", id_number(901))).state == BatchState.PREPARED
    assert chosen_headers(town["bureau"].unit_id) == {"叫什么": "name", "证号": "certificate_number"}
    assert chosen_headers(town["insurer"].unit_id) == {}


def test_a_column_that_was_read_as_the_wrong_one_is_put_right_before_it_is_proposed(town):
    header = ("姓名", "身份证号", "乡镇", "村名")
    first = sent(town, header, ("新人", id_number(900)))
    made = read(town, first, {"姓名": "name", "身份证号": "", "乡镇": "township", "村名": "village"})
    assert (again(first).state, made.state) == (BatchState.CANCELLED, BatchState.PREPARED)
    assert ["身份证号", ""] in made.mapping


@pytest.mark.parametrize(
    ("meant", "says"),
    [
        ({**MEANT, "证号": "name"}, "有 2 列都选作“姓名”"),
        ({**MEANT, "叫什么": ""}, "没有选哪一列是“姓名”"),
    ],
)
def test_doubt_about_a_column_is_refused(town, meant, says):
    refused = sent(town, UNKNOWN, ("新人", id_number(900)))
    with pytest.raises(Refusal, match=says):
        households.read_register_as(batch=again(refused), meant=meant, post=town["bureau"])


def test_what_is_applied_and_who_may_not_import_is_refused(town):
    made = read(town, sent(town, UNKNOWN, ("新人", id_number(900))), MEANT)
    with pytest.raises(NotAllowed):
        households.read_register_as(batch=made, meant=MEANT, post=town["clerk"])
    done = applied(made, by=town["bureau"], approver=town["reviewer"])
    with pytest.raises(Refusal, match="不能再改栏目对应"):
        households.read_register_as(batch=done, meant=MEANT, post=town["bureau"])
