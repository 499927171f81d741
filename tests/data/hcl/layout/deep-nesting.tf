locals {
a = {
b = {
c = {
d = [
{
e = foo(
{
f = 1
gg = 2
}
)
}
]
}
}
}
}
