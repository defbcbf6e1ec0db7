"""Working on one archive as a team: accounts, sessions, tokens, and what each role may see."""
