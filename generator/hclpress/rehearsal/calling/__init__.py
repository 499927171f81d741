"""Calling a deployed API where nothing is invoked: AWS is asked what a call would meet, and the code is run here."""
