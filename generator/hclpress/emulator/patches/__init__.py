"""One file for each AWS service whose emulation has gaps; each filler in it closes one of them."""
