"""What was decided at the desk is kept for the same number and name of later files."""

from django.db.models import F

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.registry.households.api import Person
from dixian.warning.submissions.models import Comparison, Row
from dixian.warning.submissions.rowcontent import asked_of, open_row
from dixian.warning.submissions.teaching import identity, mark_of


def teach(*, row: Row, person: Person, same: bool, how: str, post: Post) -> None:
    """In the transaction of the decision. Without a number nobody is taught whom a name means, only whom not."""
    if same and not row.id_index:
        return
    id_index, name_index = identity(row, asked_of(open_row(bytes(row.content))))
    known = Comparison.objects.filter(unit=row.unit_id, id_index=id_index, name_index=name_index)
    if same:
        known.filter(same=True).exclude(person=person).update(same=False, version=F("version") + 1)
    said = {
        "same": same,
        "person_mark": mark_of(person),
        "how": how,
        "decided_on": clock.today(),
        "decided_by": f"{post} {post.acting_person.name}"[:120],
    }
    if not known.filter(person=person).update(**said, version=F("version") + 1):
        Comparison.objects.create(
            unit_id=row.unit_id, id_index=id_index, name_index=name_index, person=person, **said
        )
