"""CI workflows of a project, for each engine that runs Terraform: changed files decide what is planned."""
