"""Jinja templates whose output is HCL: compiling them, looking up the names they use, tracing lines back to them."""
