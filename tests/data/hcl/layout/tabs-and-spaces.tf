resource	"a"	"b"	{
	a	=	1
		bb=	2
	nested	{
			c	=	3
	}
}
