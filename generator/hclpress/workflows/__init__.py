"""Workflows for the engines that run Terraform, made for one project: what changed decides what is planned."""
