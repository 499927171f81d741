locals {
a = 1 # one
long_name=2    # two
b = "three" // three
c = [1,2,3] # list
d = {
x = 1 # inner
yy=22 # inner two
} # closed
e=5
f=6 # after a gap
}
