"""The archive served: the desk for people and the API for programs."""
