"""`dixian`: one command for everything that is not done in the browser."""

import importlib

import click

from dixian.cli.zh import Group, speak_chinese

# In the order a newcomer needs them. Modules load when called, so that help needs no database.
COMMANDS = {
    "setup": "初始化或升级：密钥、数据库、参考数据、首批管理员",
    "demo": "造一个演示县并启动（make demo 用它）",
    "serve": "启动网页服务",
    "worker": "启动后台任务进程",
    "simulate": "生成合成县的数据文件和答案",
    "match": "把任意一份名单与花名册比对",
    "workplan": "工作要点：读成任务和责任单位，两年的对照",
    "check": "核对全部合计，有差额时退出码为 1",
    "audit": "留痕：核验、封存",
    "bench": "用合成县的答案检验质量",
    "topics": "列出消息主题和订阅者",
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
        command: click.Command = importlib.import_module(f"dixian.cli.{cmd_name}").command
        command.name = cmd_name
        command.short_help = COMMANDS[cmd_name]
        return command


speak_chinese()


@click.group(
    cls=LazyGroup,
    help="底线：不让一户在看不见、够不着的地方返贫。",
    epilog="退出码：0 完成；1 核对出差额；2 命令写错；3 缺少条件，按提示办理后再试；4 程序内部出错。",
)
@click.version_option(package_name="dixian", message="底线 %(version)s", help="显示版本")
def main() -> None:
    """Entry point of `dixian` and `python -m dixian`."""
