"""Parts of settings that may have a note."""

from hclpress.spec.fields import Text
from hclpress.spec.settings import Settings


class Item(Settings):
    """A part of a module's settings that may have a note."""

    note: Text = ""
    """A note that becomes a comment in the HCL."""
