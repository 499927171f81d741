a = 1 + 2 - 3 * 4 / 5 % 6
b = !true && false || true
c = 1 < 2
d = 1 <= 2
e = 1 > 2
f = 1 >= 2
g = 1 == 2
h = 1 != 2
