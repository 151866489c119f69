"""Faults that a test or a person injects before a method runs."""

from dataclasses import dataclass


@dataclass(slots=True)
class Fault:
    """What goes wrong and how often; ``method`` "*" is any, ``chat`` None is any chat."""

    method: str
    error_code: int = 0
    description: str = ""
    retry_after: int = 0
    times: int = 1
    chat: int | None = None
    drop_answer: bool = False
    delay_ms: int = 0


class FaultPlan:
    """Faults in the order in which they were injected."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def take(self, method: str, chat: str) -> Fault | None:
        """Return the fault that befalls this call and count it, or None."""
        for fault in self.faults:
            if fault.method not in {"*", method.lower()}:
                continue
            if fault.chat is not None and str(fault.chat) != chat:
                continue
            fault.times -= 1
            if fault.times <= 0:
                self.faults.remove(fault)
            return fault
        return None
