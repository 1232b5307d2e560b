//! The library: articles, findings, triage, notes, search.
