from .company import Company
from .funding import FundingRound, Investment, Investor
from .milestone_year import MilestoneYear
from .person import Person, Position
