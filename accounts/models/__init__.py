from .failure_count import FailureCount
from .token import Right, Token
