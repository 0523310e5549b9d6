"""The matrix of products and companies by regulatory route: where each stands today."""

from .matrix import Cell, Row, rows_of
