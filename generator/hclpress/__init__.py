"""hclpress: generates the Terraform a senior engineer would have written from small YAML specs."""

__version__ = "0.1.0"
