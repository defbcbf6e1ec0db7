"""Review: which events need a person most, what he decides, how far two agree, and how precise the machine is."""
