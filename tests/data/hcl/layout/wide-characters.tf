locals {
names = {
a = 1 # x
"été"=2 # y
"日本語" = 3 # z
"👍🏽" = 4 # modifier
"👨‍👩‍👧" = 5 # joined
"🇫🇷🇩🇪" = 6 # flags
b = "日本語" # wide
ccc="ascii" # narrow
}
}
