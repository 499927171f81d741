resource "terraform_data" "this" {
  input = sensitive(32)
}
