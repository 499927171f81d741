"""Rehearsing an environment: apply, no drift, destroy, by real Terraform against an emulator of AWS."""
