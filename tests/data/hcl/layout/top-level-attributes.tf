a = 1
long_name="x"

b = {
c=1
}
d = [
1]
