"""The language in: YAML text, the tree it describes, and one file laid over another."""
