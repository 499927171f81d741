a = "é 日本 😀"
nom_à_accent = 1
