"""The door of submissions."""

from dixian.warning.submissions.actions.checks import ask_entry, known_as, nobody_here
from dixian.warning.submissions.actions.desk import dismiss, settle_row
from dixian.warning.submissions.actions.files import commit, mend, receive, retry, withdraw
from dixian.warning.submissions.actions.headers import CORRECTABLE, read_as, read_sheet
from dixian.warning.submissions.actions.nil import nil_return, withdraw_nil
from dixian.warning.submissions.actions.signing import send_back, send_back_nil, sign, sign_nil
from dixian.warning.submissions.actions.trouble import not_judged
from dixian.warning.submissions.anomalies import LIMITS, ask_also, last_of
from dixian.warning.submissions.asked import TYPES, Setting
from dixian.warning.submissions.checks.selectors import checks, checks_by_state, sources_of
from dixian.warning.submissions.counting import counted, counted_rows, tally, unsettled_rows
from dixian.warning.submissions.duties import (
    OF_THE_UNIT,
    TO_MEND,
    duty_of,
    label_of,
    of_the_desk,
    open_month,
    waiting_for,
    waits,
)
from dixian.warning.submissions.events import pairs_of, said_of
from dixian.warning.submissions.kinds import columns_of, kinds_of, load_reference
from dixian.warning.submissions.leaving import Compared, compared
from dixian.warning.submissions.linking import DESTROYED, OF_NOWHERE
from dixian.warning.submissions.listed import listed, named_in, reported, titles
from dixian.warning.submissions.models import (
    Batch,
    CheckSource,
    DataKind,
    Departure,
    KindVersion,
    RegisterCheck,
    Row,
    Submission,
)
from dixian.warning.submissions.returned import rejected_file
from dixian.warning.submissions.rowcontent import open_row
from dixian.warning.submissions.rules import of_several_months
from dixian.warning.submissions.selectors import (
    KindMonth,
    batch,
    decided_before,
    is_busy,
    job_of,
    month_of,
    months_of,
    template_file,
    unreported,
    waits_for_mending,
)
from dixian.warning.submissions.setting import (
    propose_end_of_kind,
    propose_kind,
    setting_of,
    take_effect,
    versions_of,
)
from dixian.warning.submissions.sums import being_proposed, being_worked_on, sums
from dixian.warning.submissions.windows import own_window, window_of

__all__ = [
    "CORRECTABLE",
    "DESTROYED",
    "LIMITS",
    "OF_NOWHERE",
    "OF_THE_UNIT",
    "TO_MEND",
    "TYPES",
    "Batch",
    "CheckSource",
    "Compared",
    "DataKind",
    "Departure",
    "KindMonth",
    "KindVersion",
    "RegisterCheck",
    "Row",
    "Setting",
    "Submission",
    "ask_also",
    "ask_entry",
    "batch",
    "being_proposed",
    "being_worked_on",
    "checks",
    "checks_by_state",
    "columns_of",
    "commit",
    "compared",
    "counted",
    "counted_rows",
    "decided_before",
    "dismiss",
    "duty_of",
    "is_busy",
    "job_of",
    "kinds_of",
    "known_as",
    "label_of",
    "last_of",
    "listed",
    "load_reference",
    "mend",
    "month_of",
    "months_of",
    "named_in",
    "nil_return",
    "nobody_here",
    "not_judged",
    "of_several_months",
    "of_the_desk",
    "open_month",
    "open_row",
    "own_window",
    "pairs_of",
    "propose_end_of_kind",
    "propose_kind",
    "read_as",
    "read_sheet",
    "receive",
    "rejected_file",
    "reported",
    "retry",
    "said_of",
    "send_back",
    "send_back_nil",
    "setting_of",
    "settle_row",
    "sign",
    "sign_nil",
    "sources_of",
    "sums",
    "take_effect",
    "tally",
    "template_file",
    "titles",
    "unreported",
    "unsettled_rows",
    "versions_of",
    "waiting_for",
    "waits",
    "waits_for_mending",
    "window_of",
    "withdraw",
    "withdraw_nil",
]
