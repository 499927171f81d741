"""A handler that answers with what it gets."""


def handler(event: object, _context: object) -> object:
    """Return the event."""
    return event
