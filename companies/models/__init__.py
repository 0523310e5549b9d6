from .company import Company
from .funding import FundingRound, Investment, Investor
from .person import Person, Position

__all__ = ["Company", "FundingRound", "Investment", "Investor", "Person", "Position"]
