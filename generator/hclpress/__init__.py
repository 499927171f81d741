"""hclpress: presses small YAML specs into the Terraform a senior engineer would have written."""

__version__ = "0.1.0"
