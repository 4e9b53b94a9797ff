from django.apps import AppConfig


class WorklistRoom(AppConfig):
    name = "dixian.foundation.worklist"
    label = "foundation_worklist"
    verbose_name = "待办"

    def ready(self) -> None:
        from dixian.foundation.accounts.topics import PostHandedOver
        from dixian.foundation.jobs.api import subscribe
        from dixian.foundation.policy.topics import ProposalEnded, ProposalWaits
        from dixian.foundation.worklist import proposals
        from dixian.foundation.worklist.actions.duties import hand_on

        def take_over(topic: PostHandedOver) -> None:
            hand_on(from_post_id=topic.from_post, to_post_id=topic.to_post)

        subscribe(PostHandedOver, take_over, name="worklist.hand_on")
        subscribe(ProposalWaits, proposals.after_waiting, name=proposals.WAITS)
        subscribe(ProposalEnded, proposals.after_ending, name=proposals.ENDED)
