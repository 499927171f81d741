/* a comment
   over several
     lines */
locals {
a = 1 /* inline */
bb = /* before */ 2
/* alone */
ccc = 3 /* and */ # a trailing one
}
