"""Finds a Terraform, runs it on a working copy, and reads its plans."""
