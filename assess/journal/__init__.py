"""The journal: each provider's append-only record of who did what.

An entry is written in the transaction of the deed. Entries form a hash chain without gaps;
what an entry says of people is behind a salted commitment, so that it can be forgotten
without breaking the chain. Each entry also vouches for the rows that its deed wrote.
"""
