"""Timelines to scale: of a company, a product, or policies with the steps of products beside them."""
