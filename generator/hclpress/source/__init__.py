"""The input language: YAML text, its document tree, and the merge of one file over another."""
