"""Vietnamese words for where a delivery stands and for what happened to a directive on its way."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from thuocdo.distribution.rules import DeliveryState
from thuocdo.interface.formats import number_text

DELIVERY_STATE = {
    DeliveryState.WAITING.value: _("Chưa xác nhận"),
    DeliveryState.ACKNOWLEDGED.value: _("Đã xác nhận"),
    DeliveryState.WITHDRAWN.value: pgettext_lazy("văn bản gửi đi", "Đã thu hồi"),
}
# The sign of each state, from the sprite of statuses.
SIGN = {
    DeliveryState.WAITING.value: "open",
    DeliveryState.ACKNOWLEDGED.value: "done",
    DeliveryState.WITHDRAWN.value: "cancelled",
}
SENT, ACKNOWLEDGED, WITHDRAWN, PASSED_ON = "sent", "acknowledged", "sending_withdrawn", "passed_on"
PLAN_ISSUED, TASK_TIED = "plan_issued", "task_tied"
EVENT = {
    SENT: _("Gửi văn bản"),
    ACKNOWLEDGED: _("Xác nhận đã nhận"),
    WITHDRAWN: _("Thu hồi việc gửi"),
    PASSED_ON: _("Gửi lại cho cơ quan kế thừa"),
    PLAN_ISSUED: _("Ban hành kế hoạch riêng"),
    TASK_TIED: _("Gắn nhiệm vụ với văn bản cấp trên"),
}
EVENT_SIGN = {
    SENT: "assigned",
    ACKNOWLEDGED: "done",
    WITHDRAWN: "returned",
    PASSED_ON: "moved",
    PLAN_ISSUED: "open",
    TASK_TIED: "open",
}
NAMED = 3


def told(kind: str, payload: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """An event in a line: what was done, and with which bodies, plan or task. `names` are those of bodies by code."""
    listed = payload.get("recipients") or [code for code in [payload.get("recipient")] if code]
    said = [names.get(code, code) for code in listed[:NAMED]]
    rest = len(listed) - len(said) or len(payload.get("pairs", ()))
    if rest:
        said.append((gettext("{n} cơ quan khác") if said else gettext("{n} cơ quan")).format(n=number_text(rest)))
    said += [payload[name] for name in ("number", "code") if payload.get(name)]
    return f"{EVENT[kind]}: {', '.join(said)}" if said else str(EVENT[kind])
