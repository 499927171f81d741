"""Terraform identifiers made of names in a spec."""


def identifier(name: str) -> str:
    """A name of a spec (`get-handler`) as a Terraform identifier (`get_handler`). Distinct names stay distinct."""
    return name.replace("-", "_")
