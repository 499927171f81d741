a = {
  null = 1
  true = 2
  if   = 3
  in   = 4
  endif = 5
}
