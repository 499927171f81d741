locals {
a=[for x in var.l:x]
b = [for i,x in var.l:"${i}-${x}" if x!=""]
c = {for k,v in var.m:k=>v}
d = {for k,v in var.m:k=>v... if v>0}
e = {
for k , v in var.m :
k => {
id=v.id
name = v.name
}
if v.enabled
}
f = [for x in [1,2]:x]
g = [
for x in var.l :
x
]
h = [for x in (var.l):x]
i = flatten([for a in var.a:[for b in a.b:{a=a.id,b=b.id}]])
}
