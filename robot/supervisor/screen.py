"""The one screen that `make run` prints when the robot is ready."""

from __future__ import annotations

from rich.console import Console
from rich.panel import Panel
from rich.table import Table

from robot import doctor
from robot.settings import Settings
from robot.supervisor.plan import local_address


def show(settings: Settings, console: Console) -> None:
    """URLs, the first-run password, what was found and what is missing."""
    base = f"http://{local_address(settings)}"
    table = Table.grid(padding=(0, 2))
    table.add_row("客户屏", f"{base}/kiosk")
    table.add_row("管理后台", f"{base}/admin/")
    table.add_row("接口文档", f"{base}/api/v1/docs/")
    table.add_row("文字对话", "另开一个终端：make shell")
    password = settings.var / "admin-password"
    if password.exists():
        table.add_row(
            "首次登录", f"用户 admin，密码 {password.read_text().strip()}（修改后此行消失）"
        )
    table.add_row("日志", str(settings.logs))
    for finding in doctor.examine(settings):
        if finding.optional:
            mark = "有" if finding.present else f"无：{finding.remedy}"
            table.add_row(finding.name, mark)
    table.add_row("停止", "Ctrl-C")
    console.print(Panel(table, title="娇娇已就绪", expand=False))
