"""The matrix of products and companies by regulatory route: where each stands today."""

from .columns import shown_columns
from .first_rows import first_rows
from .matrix import Cell, Row, rows_of
