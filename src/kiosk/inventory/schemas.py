"""Stock as other rooms see it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """How many units of a variant there were before a change and are now."""

    variant_id: int
    before: int
    on_hand: int
    low_threshold: int

    @property
    def flipped(self) -> bool:
        """Whether the change sold the variant out or brought it back."""
        return (self.before == 0) != (self.on_hand == 0)
