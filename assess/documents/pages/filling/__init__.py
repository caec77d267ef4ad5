"""Turns what was read of a portfolio into what its print shows."""

from assess.documents.pages.filling.portfolio import printed_portfolio

__all__ = ["printed_portfolio"]
