"""The steps that make an archive and bring an old one up to date, in order."""
