a = [
  # first
  1, # one
  // second
  2,
]
