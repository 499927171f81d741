"""The spec language: everything that a spec can say."""
