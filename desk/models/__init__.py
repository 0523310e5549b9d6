"""What the desk keeps for itself: how far sources are read, what is proposed, who has which work; without a history."""

from .proposal import Decision, Origin, Proposal, ProposedRow, ProposedValue, Remark, State
from .reading import Ending, ReadPart, SecondReading, SentForm
from .report import Report
from .work import Taken

__all__ = [
    "Decision", "Ending", "Origin", "Proposal", "ProposedRow", "ProposedValue", "ReadPart", "Remark", "Report",
    "SecondReading", "SentForm", "State", "Taken",
]  # fmt: skip
