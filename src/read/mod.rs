//! Takes in files, folders and streams; gives articles, or a note of what is wrong.
