"""The spec language: all settings of a spec outside of its modules."""
