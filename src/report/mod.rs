//! JSON, Markdown, text, HTML: the only serialized shapes.
