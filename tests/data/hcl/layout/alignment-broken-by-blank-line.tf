resource "a" "b" {
a = 1
long_name=2

c=3
longer_name_still = 4
}
