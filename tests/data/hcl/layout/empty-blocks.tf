resource "a" "b"{}

resource "c" "d" { }

resource "e" "f" {
}

resource "g" "h" {
inner{}
other { }
a=1
}
