"""A function that does nothing."""


def handler(event: object, context: object) -> dict[str, str]:
    """Answer with nothing."""
    return {}
