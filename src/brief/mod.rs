//! One page a story: what all tell, what is disputed in each side's own words, what only one tells. An analysis comes in;
//! what goes out is places in articles, so that whoever shows or prints it says nothing that no source has said.

mod page;
mod wording;

pub use page::{Brief, Told, line_of};
pub use wording::{Wording, figures, is_small, one_line, phrase, source_name, telling, wordings};
