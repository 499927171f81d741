"""One file for each AWS service whose emulation has gaps; each patch in it closes one of them."""
