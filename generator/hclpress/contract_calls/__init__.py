"""Calls of a module's contract: what it gives is checked, and what goes wrong in it is placed at its line."""
