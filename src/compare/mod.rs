//! Finds where the sources disagree.
