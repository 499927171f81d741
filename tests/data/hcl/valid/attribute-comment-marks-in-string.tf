a = "# no comment"
b = "// neither"
c = "/* nor this */"
