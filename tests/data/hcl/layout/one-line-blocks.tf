resource "a" "b" {
lifecycle{prevent_destroy=true}
timeouts { create="1h" }
a = 1
}
