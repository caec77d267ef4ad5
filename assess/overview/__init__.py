"""The start page of each role, and the provider's figures: reads only."""
