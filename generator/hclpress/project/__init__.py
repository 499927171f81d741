"""The project that a command works on: its file and its folders."""
