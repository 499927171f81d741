locals {
a = foo({
b = 1
}
)
c = [[
1
]
]
d = foo(bar({
x = 1
})
)
}
