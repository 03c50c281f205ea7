"""The demonstration school: Oakfield, which does not exist, with people who do not either. Refused unless DEBUG."""
