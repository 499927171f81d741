"""Services of the operating system and of Python."""
