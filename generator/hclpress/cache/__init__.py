"""Caches: compiled templates, skeletons, results of earlier runs."""
