# only
   # comments

# here
