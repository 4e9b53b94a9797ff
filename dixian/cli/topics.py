"""`dixian topics`: the map of what is announced and who listens (decision 3)."""

import json

import click

from dixian.cli.environment import bring_up
from dixian.cli.zh import Command


@click.command(cls=Command, help="列出每个消息主题由哪间发出、哪间订阅。不需要先初始化。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def command(as_json: bool) -> None:
    """Print topic -> subscribers."""
    bring_up("worker", needs_setup=False, needs_schema=False)
    from dixian.foundation.jobs.api import topic_map

    topics = topic_map()
    if as_json:
        click.echo(json.dumps(topics, ensure_ascii=False))
        return
    for name, subscribers in sorted(topics.items()):
        click.echo(f"{name} -> {'、'.join(subscribers) or '（无人订阅）'}")
