"""Calls a deployed API without invoking anything in AWS: its settings are read from AWS, and its code runs here."""
