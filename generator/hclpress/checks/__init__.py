"""One file, one check. The file's name is the check's id, its docstring the reason."""
