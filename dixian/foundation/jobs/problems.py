"""How a job can end early."""


class Cancelled(Exception):
    """Somebody cancelled the job; raised at its next step."""


class HandedBack(Exception):
    """The worker is to end: the job is handed back after its last finished step."""


class AttemptFailed(Exception):
    """Stands in the queue for what went wrong; carries the incident number and nothing else."""


class LeaseLost(Exception):
    """Another worker has taken the job over; what is open now is rolled back."""


class UnknownJob(LookupError):
    """No job of this name is declared."""
