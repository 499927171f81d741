a = each.key
b = each.value.x
c = count.index
d = self.id
e = path.module
f = terraform.workspace
