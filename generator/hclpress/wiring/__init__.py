"""Facts between instances: those that each gives, and the look-ups of those that the root module finds."""
