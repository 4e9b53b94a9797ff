"""`dixian`: one command for everything that is not done in the browser."""

import importlib

import click

from dixian.cli.zh import Group

# name -> (module, attribute, one line). Modules load when called, so that help needs no database.
COMMANDS = {
    "setup": ("setup", "初始化或升级：密钥、数据库、参考数据、首批管理员"),
    "demo": ("demo", "造一个演示县并启动（make demo 用它）"),
    "serve": ("serve", "启动网页服务"),
    "worker": ("worker", "启动后台任务进程"),
    "simulate": ("simulate", "生成合成县的数据文件和答案"),
    "check": ("check", "核对全部合计，有差额时退出码为 1"),
    "audit": ("audit", "留痕：核验、封存"),
    "topics": ("topics", "列出消息主题和订阅者"),
}


class LazyGroup(Group):
    """Loads a command's module only when that command runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Commands in the order a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command object, imported now, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"dixian.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        command.name = cmd_name
        command.short_help = COMMANDS[cmd_name][1]
        return command


@click.group(cls=LazyGroup, help="底线：不让一户在看不见、够不着的地方返贫。")
@click.version_option(package_name="dixian", message="底线 %(version)s", help="显示版本")
def main() -> None:
    """Entry point of `dixian` and `python -m dixian`."""
