a = "x"y"
