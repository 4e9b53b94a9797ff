"""Numbers for tests of matching."""

from dixian.foundation.kernel.idnumber import check_digit


def number(birth: str, sequence: int, area: str = "231226") -> str:
    """A possible number."""
    first17 = f"{area}{birth}{sequence:03}"
    return first17 + check_digit(first17)


def ending_in(last: str, birth: str = "19700101") -> str:
    """A possible number whose check character this is."""
    return next(one for sequence in range(1000) if (one := number(birth, sequence)).endswith(last))
