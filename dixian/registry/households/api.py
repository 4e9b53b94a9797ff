"""The door of households."""

from dixian.foundation.kernel.text import name_key
from dixian.registry.households.bulk import insert_rows, update_rows
from dixian.registry.households.changes.entrants import owners_of_numbers
from dixian.registry.households.changes.families import heir_of, refuse_ended
from dixian.registry.households.changes.history import history_of, kind_on
from dixian.registry.households.changes.proposing import alive, cancel, propose, retry, seen, tick, undo
from dixian.registry.households.changes.selectors import (
    ShownChange,
    anything_done,
    change_batch,
    changed_households,
    changes_of_roster,
    job_of,
    open_changes,
    persons_added,
    shown_changes,
    sums,
)
from dixian.registry.households.changes.selectors import of_kind as changes_of_kind
from dixian.registry.households.changes.single import (
    add_person,
    correct_household,
    correct_person,
    end_person,
    found_household,
    merge,
    move_person,
    split,
)
from dixian.registry.households.changes.whole import end_household, send_away
from dixian.registry.households.events.event import NOBODY, Event, Named, Told
from dixian.registry.households.events.proposing import (
    Roster,
    by_area,
    call_off_roster,
    decided_of,
    propose_events,
    rows_with_changes,
)
from dixian.registry.households.events.reading import read_events
from dixian.registry.households.importing.columns import COLUMNS as IMPORT_COLUMNS
from dixian.registry.households.importing.columns import certificate_of
from dixian.registry.households.importing.headers import CORRECTABLE, read_register_as, read_register_sheet
from dixian.registry.households.importing.receiving import receive_register, register_template
from dixian.registry.households.loading import load_register
from dixian.registry.households.models import Change, ChangeBatch, Household, Membership, Person
from dixian.registry.households.monitoring import (
    begin_monitoring,
    end_risk,
    stop_monitoring,
    take_up_again,
)
from dixian.registry.households.near import NEAR, Near
from dixian.registry.households.pairing import PAIRING_COLUMNS, Paired, pair_helpers, paired_now
from dixian.registry.households.rules import group_of, numbers_meant
from dixian.registry.households.sealing import HouseholdRow, PersonRow
from dixian.registry.households.search import MOST_HITS, Hit, search
from dixian.registry.households.selectors import (
    HouseholdRecord,
    Known,
    counts,
    ended_by_id_index,
    groups_of,
    household_numbers,
    household_record,
    households_in_scope,
    known_names,
    may_reveal,
    members_of,
    owners_by_id_index,
    persons_by_household,
    persons_by_id_index,
    persons_by_name_key,
)
from dixian.registry.households.tallies import counted_by, counts_by_village
from dixian.registry.households.telling import Telling, tellings
from dixian.registry.households.telling import declare as declare_telling

__all__ = [
    "CORRECTABLE",
    "IMPORT_COLUMNS",
    "MOST_HITS",
    "NEAR",
    "NOBODY",
    "PAIRING_COLUMNS",
    "Change",
    "ChangeBatch",
    "Event",
    "Hit",
    "Household",
    "HouseholdRecord",
    "HouseholdRow",
    "Known",
    "Membership",
    "Named",
    "Near",
    "Paired",
    "Person",
    "PersonRow",
    "Roster",
    "ShownChange",
    "Telling",
    "Told",
    "add_person",
    "alive",
    "anything_done",
    "begin_monitoring",
    "by_area",
    "call_off_roster",
    "cancel",
    "certificate_of",
    "change_batch",
    "changed_households",
    "changes_of_kind",
    "changes_of_roster",
    "correct_household",
    "correct_person",
    "counted_by",
    "counts",
    "counts_by_village",
    "decided_of",
    "declare_telling",
    "end_household",
    "end_person",
    "end_risk",
    "ended_by_id_index",
    "found_household",
    "group_of",
    "groups_of",
    "heir_of",
    "history_of",
    "household_numbers",
    "household_record",
    "households_in_scope",
    "insert_rows",
    "job_of",
    "kind_on",
    "known_names",
    "load_register",
    "may_reveal",
    "members_of",
    "merge",
    "move_person",
    "name_key",
    "numbers_meant",
    "open_changes",
    "owners_by_id_index",
    "owners_of_numbers",
    "pair_helpers",
    "paired_now",
    "persons_added",
    "persons_by_household",
    "persons_by_id_index",
    "persons_by_name_key",
    "propose",
    "propose_events",
    "read_events",
    "read_register_as",
    "read_register_sheet",
    "receive_register",
    "refuse_ended",
    "register_template",
    "retry",
    "rows_with_changes",
    "search",
    "seen",
    "send_away",
    "shown_changes",
    "split",
    "stop_monitoring",
    "sums",
    "take_up_again",
    "tellings",
    "tick",
    "undo",
    "update_rows",
]
