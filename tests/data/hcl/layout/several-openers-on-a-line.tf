locals {
a = foo({
b = [{
c=1
}]
})
d = foo(bar([
1,
2]))
e = {
f = 1 }
}
