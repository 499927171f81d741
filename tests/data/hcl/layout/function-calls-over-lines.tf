locals {
a = merge(local.a,
{b=1},
local.c
)
d = merge({
a=1
bbb=2
},local.tags)
e = cidrsubnet(var.cidr,8,   1)
f = format( "%s-%s" , var.a , var.b )
g = concat([for x in var.a:x.id],[
"b",
])
}
