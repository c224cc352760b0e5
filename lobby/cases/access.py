"""Which cases a member of staff may see and work on.

Who looks after cases (the lobby managers' group, auditors) sees them all. Everybody else, a teller say, sees what
presses in the hall now, and what they have taken themselves: a message or a lost item, with a number to call
back and what was said, is not for every account.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from lobby.cases.models import Case, Kind, State
from lobby.problems import LobbyError

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PRESSING = (Kind.ALERT, Kind.HELP, Kind.COMPLAINT)
"""What the tellers' screen shows too: somebody is to go there at once, whoever is free."""


class NotYours(LobbyError):
    code = "permission_denied"
    status = 403


def visible(user: User | Any) -> QuerySet[Case]:
    """Cases that `user` may read and work on."""
    cases = Case.objects.select_related("owner")
    if user.has_perm("cases.view_case"):
        return cases
    return cases.filter(Q(kind__in=PRESSING, state=State.OPEN) | Q(owner=user.pk))


def check(user: User | Any, case: Case) -> None:
    """Raises NotYours."""
    if not visible(user).filter(pk=case.pk).exists():
        raise NotYours("这件工单由大堂经理处理。")
