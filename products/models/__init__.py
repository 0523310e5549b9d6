from .partner import ClinicalPartner, Collaboration
from .product import Product
from .recognition import Recognition
from .study import Outcome, Study
