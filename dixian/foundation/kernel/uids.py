"""Outside names of records."""

import uuid

import uuid_utils


def new_uid() -> uuid.UUID:
    """A UUIDv7: the name of a record in addresses, API and phone; sorts by time."""
    return uuid.UUID(int=uuid_utils.uuid7().int)
