"""Imported before all else, it lets the garbage collector look on more seldom.

Nearly all that a command makes lives until it ends, most of all what it imports. To look through it every 700 objects
is a fifth of its time; this often, what is garbage and waits for it takes less than 100 MB.
"""

import gc

gc.set_threshold(1_000_000)
