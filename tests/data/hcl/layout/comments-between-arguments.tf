resource "a" "b" {
# first
a = 1
      # second, badly indented
bb = 2
// third
ccc=3
/* fourth */
dddd = 4
}
