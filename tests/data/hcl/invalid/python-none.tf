a = None is None
