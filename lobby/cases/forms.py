"""The console's form for one case: what staff do with it, and what they say to the visitor."""

from __future__ import annotations

from typing import Any

from django import forms
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from lobby.cases.handling import LONGEST
from lobby.cases.models import Case, Outcome, State

STEPS = {"take": "我来办", "release": "退回，让别人办", "answer": "答复客户", "close": "办结"}
ALLOWED = {
    State.OPEN: ("answer", "take", "close"),
    State.TAKEN: ("answer", "close", "release"),
    State.CLOSED: (),
}
"""State of a case to the steps that it allows, the most usual first."""


class CaseForm(forms.ModelForm):  # type: ignore[type-arg]
    step = forms.ChoiceField(label="现在", required=False, widget=UnfoldAdminSelectWidget)
    reply = forms.CharField(
        label="对客户说",
        required=False,
        max_length=LONGEST,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text="答复时必填，办结时可以不填。客户还在机器人前时，娇娇马上说出来；"
        "客户的进度页上也能看到。请不要写账号和身份信息。",
    )
    ending = forms.ChoiceField(
        label="结果",
        required=False,
        choices=Outcome.choices,
        initial=Outcome.SOLVED,
        widget=UnfoldAdminSelectWidget,
        help_text="办结时选。办结以后不能再改。",
    )
    seen_version = forms.IntegerField(label="版本", required=False, widget=forms.HiddenInput)

    class Meta:
        model = Case
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = ALLOWED[State(self.instance.state)]
        self.fields["step"].choices = [(step, STEPS[step]) for step in allowed]  # type: ignore[attr-defined]
        self.initial["seen_version"] = self.instance.version

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.state == State.CLOSED:
            self.add_error(None, "这张工单已经办结，不能再改。")
        elif values.get("seen_version") != self.instance.version:
            self.add_error(None, "您打开之后，这张工单有了新情况。请记下您的答复，刷新页面后再办。")
        elif values.get("step") == "answer" and not (values.get("reply") or "").strip():
            self.add_error("reply", "请写上要对客户说的话。")
        return values
