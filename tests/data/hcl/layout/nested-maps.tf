locals {
a={b={c={d=1,e=2}}}
services = {
"web"={port=80,public=true}
api = {
port = 8080
"long-key-name"=1
hosts=["a","b"]
}
}
}
