"""Reads facts back from AWS that a plan cannot show: one file for each subject."""
