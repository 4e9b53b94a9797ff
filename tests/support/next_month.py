"""The bureau draws from this month's closed leads on the first day of the next, as `python -m`; the clock alone is not the real one."""

from dixian.cli.environment import bring_up


def main() -> None:
    """Draw every one that was answered from papers."""
    bring_up("worker")
    from dixian.foundation.accounts.api import acting_as
    from dixian.foundation.audit.api import writing
    from dixian.foundation.kernel import clock
    from dixian.foundation.kernel.calendar import Month
    from dixian.foundation.policy.models import Parameter
    from dixian.simulation.drive.staff import post_of
    from dixian.warning.verification.api import draw

    month = Month.of(clock.today())
    post = post_of("nongye")
    with clock.at(clock.noon(month.next().first)), acting_as(post), writing():
        Parameter.objects.filter(code="sample.percent.desk").update(text="100")
        draw(month=month, post=post)


if __name__ == "__main__":
    main()
