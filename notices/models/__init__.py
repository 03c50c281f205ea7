"""What must arrive, and be answered or done."""

from notices.models.delivery import Delivery, Sending
from notices.models.notice import Heartbeat, Notice
from notices.models.rung import Rung
from notices.models.task import Task

__all__ = ["Delivery", "Heartbeat", "Notice", "Rung", "Sending", "Task"]
