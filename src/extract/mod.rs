//! Finds, in one article's reading: mentions, roles, times, quantities, statements, accounts.
