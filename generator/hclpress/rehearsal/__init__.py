"""Rehearses an environment: apply, empty plan, destroy, by real Terraform against an emulator of AWS."""
