"""The API, /api/v1: the archive for programs."""
