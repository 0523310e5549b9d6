from .authority import Authority
from .milestone import Milestone
from .policy import Policy
