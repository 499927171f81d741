"""Output for people and programs: diagnostics, tables, progress."""
