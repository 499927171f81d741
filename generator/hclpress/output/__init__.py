"""The output folder as it lies on the disk: looking at it, and replacing what is ours in it at one stroke."""
