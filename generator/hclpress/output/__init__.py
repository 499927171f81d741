"""The output folder on disk: inspecting it, and replacing its generated files at one stroke."""
