from .partner import ClinicalPartner, Collaboration
from .product import Product
from .recognition import Recognition
from .study import Outcome, Study

__all__ = ["ClinicalPartner", "Collaboration", "Outcome", "Product", "Recognition", "Study"]
