"""What the desk keeps for itself: how far sources are read, what is proposed, who has which work; without a history."""

from .proposal import Decision, Origin, Proposal, ProposedRow, ProposedValue, Remark, State
from .reading import Ending, ReadPart, SecondReading, SentForm
from .work import Taken

__all__ = [
    "Decision", "Ending", "Origin", "Proposal", "ProposedRow", "ProposedValue", "ReadPart", "Remark", "SecondReading",
    "SentForm", "State", "Taken",
]  # fmt: skip
