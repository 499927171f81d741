"""Terraform identifiers for names in a spec."""


def identifier(name: str) -> str:
    """Return a spec's name (`get-handler`) as an identifier of Terraform (`get_handler`); distinct names stay so."""
    return name.replace("-", "_")
