"""What earlier runs found out, believed only while everything it was made from, and of, is as it was."""
