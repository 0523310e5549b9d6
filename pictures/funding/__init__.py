"""Funding as range bars, by company, year or investor."""

from .small import small_picture
