"""How fast the knowledge base is, beside a physical limit and beside its peers; README.md says how it is measured."""
