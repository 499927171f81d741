a = map(string)
b = tuple([string, number])
c = object({})
d = any
