"""Finding a Terraform, running it on a working copy, and reading its plans."""
