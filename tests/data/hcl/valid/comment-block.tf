/* one */
a = 1 /* two */
/* three
   four */
b = 2
