"""The shell for people: colour, cards as text, `/debug` for what was understood and how long it took."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from robot.client import ConversationClient, ConversationError, Reply, Turn
from robot.shell.cards import draw

HELP = (
    "直接打字和娇娇说话。/new 换一位客户  /debug 显示理解与耗时  /speech 显示播报文本  /quit 退出"
)


class Interactive:
    """One session at the keyboard. `read` returns a line or raises EOFError."""

    def __init__(
        self, client: ConversationClient, console: Console, read: Callable[[], str]
    ) -> None:
        self._client = client
        self._console = console
        self._read = read
        self._debug = False
        self._speech = False

    def run(self) -> None:
        """Talk until /quit or end of input."""
        self._console.print(HELP, style="dim")
        self._begin()
        while True:
            try:
                line = self._read().strip()
            except (EOFError, KeyboardInterrupt):
                break
            if line == "/quit":
                break
            if line:
                self._handle(line)
        self._finish()

    def _handle(self, line: str) -> None:
        if line == "/new":
            self._finish()
            self._begin()
        elif line == "/debug":
            self._debug = not self._debug
            self._console.print(f"调试信息：{'开' if self._debug else '关'}", style="dim")
        elif line == "/speech":
            self._speech = not self._speech
            self._console.print(f"播报文本：{'开' if self._speech else '关'}", style="dim")
        elif line == "/help":
            self._console.print(HELP, style="dim")
        else:
            self._say(line)

    def _begin(self) -> None:
        self._guarded(lambda: self._client.start("text"))

    def _say(self, line: str) -> None:
        if self._client.conversation is None:
            self._begin()
        turn = self._guarded(lambda: self._client.say(line, "text"))
        if turn is not None and self._debug:
            self._show_debug(turn.body)

    def _guarded(self, call: Callable[[], Turn]) -> Turn | None:
        try:
            turn = call()
        except ConversationError as error:
            for reply in error.body.get("replies", []):
                self._show(Reply(reply.get("text", ""), reply.get("speech", ""), None))
            if not error.body.get("replies"):
                self._console.print(error.message, style="red")
            if error.code in ("gone", "not_found"):
                self._client.conversation = None
            return None
        for reply in turn.replies:
            self._show(reply)
        return turn

    def _show(self, reply: Reply) -> None:
        if reply.text:
            self._console.print(Text.assemble(("娇娇 ", "bold magenta"), reply.text))
        if self._speech and reply.speech != reply.text:
            self._console.print(Text(f"     ♪ {reply.speech}", style="dim"))
        if reply.card:
            self._console.print(
                Panel(Text("\n".join(draw(reply.card))), border_style="cyan", expand=False)
            )

    def _show_debug(self, body: dict[str, Any]) -> None:
        nlu = body.get("nlu") or {}
        entities = ", ".join(f"{e['entity']}={e['value']}" for e in nlu.get("entities", [])) or "-"
        line = f"intent={nlu.get('intent')} ({nlu.get('confidence', 0):.2f})  entities: {entities}"
        if nlu.get("faq"):
            line += f"  faq={nlu['faq']}"
        times = "  ".join(f"{stage} {ms} ms" for stage, ms in (body.get("stages") or {}).items())
        self._console.print(Text(f"{line}\n{body.get('ms')} ms  {times}".rstrip(), style="dim"))

    def _finish(self) -> None:
        try:
            self._client.end()
        except ConversationError:
            self._client.conversation = None
