"""What the desk keeps for itself: how far sources are read, and what was proposed. None of it has a history."""

from .proposal import Decision, Origin, Proposal, ProposedRow, ProposedValue, Remark, State
from .reading import Ending, ReadPart, SecondReading, SentForm

__all__ = [
    "Decision", "Ending", "Origin", "Proposal", "ProposedRow", "ProposedValue", "ReadPart", "Remark", "SecondReading",
    "SentForm", "State",
]  # fmt: skip
