//! Lines of one frame that stand higher or lower in the next: they are moved on the terminal instead of sent again.

use ratatui::buffer::{Buffer, Cell};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// Whole lines that move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scroll {
    /// The first line of those among which they move.
    pub top: u16,
    /// The last.
    pub bottom: u16,
    /// How many lines up they move; down where it is negative.
    pub by: i16,
}

/// Cells that moving lines must save: what it takes itself is some twenty bytes.
const WORTH: i64 = 40;

/// The move that leaves least to be sent, if one is worth it.
pub fn find(shown: &Buffer, next: &Buffer) -> Option<Scroll> {
    let (width, height) = (usize::from(next.area.width), usize::from(next.area.height));
    if width == 0 || height < 3 {
        return None;
    }
    let line = |y: usize| y * width..(y + 1) * width;
    let changed = |y: usize| {
        let (before, after) = (&shown.content[line(y)], &next.content[line(y)]);
        before.iter().zip(after).filter(|(before, after)| before != after).count() as i64
    };
    let changed: Vec<i64> = (0..height).map(changed).collect();
    if changed.iter().filter(|n| **n > 0).count() < 3 {
        return None;
    }
    let rows = |buffer: &Buffer| -> Vec<u64> { buffer.content.chunks(width).map(hash).collect() };
    let (before, after) = (rows(shown), rows(next));
    let written = |y: usize| next.content[line(y)].iter().filter(|cell| **cell != Cell::EMPTY).count() as i64;
    // The longest-paying run of lines that stand elsewhere unchanged says by how much the text moves …
    let mut best = (WORTH, None);
    for step in 1..height {
        for by in [step as isize, -(step as isize)] {
            let same = |y: usize| y.checked_add_signed(by).and_then(|from| before.get(from)) == Some(&after[y]);
            let mut y = 0;
            while y < height {
                let end = (y..height).find(|at| !same(*at)).unwrap_or(height);
                if end > y {
                    // Where they come from belongs to the lines among which they move; it is blank afterwards.
                    let blank = if by > 0 { end..end + step } else { y - step..y };
                    let saved: i64 = changed[y..end].iter().sum();
                    let saved = saved + blank.map(|y| changed[y] - written(y)).sum::<i64>();
                    if saved > best.0 {
                        best = (saved, Some((by, y, end)));
                    }
                }
                y = end + 1;
            }
        }
    }
    let (by, mut start, mut end) = best.1?;
    // … and lines beside it that only change a little on their way (the line of the cursor) move with it.
    let step = by.unsigned_abs();
    let gained = |y: usize| {
        let from = y.checked_add_signed(by).filter(|from| *from < height)?;
        let moved = shown.content[line(from)].iter().zip(&next.content[line(y)]).filter(|(a, b)| a != b).count();
        Some(changed[y] - moved as i64)
    };
    let blanked = |at: usize| (at..at + step).map(|y| changed[y] - written(y)).sum::<i64>();
    // What more is saved where the lines that move reach further: down to `at`, or up to it.
    let mut further = (0, end);
    let mut sum = 0;
    for at in end + 1..=height {
        let Some(gain) = gained(at - 1) else { break };
        sum += gain;
        let rest = if by > 0 { blanked(at) - blanked(end) } else { 0 };
        if sum + rest > further.0 {
            further = (sum + rest, at);
        }
    }
    end = further.1;
    let (mut further, mut sum) = ((0, start), 0);
    for at in (0..start).rev() {
        let Some(gain) = gained(at) else { break };
        sum += gain;
        let rest = if by < 0 { blanked(at - step) - blanked(start - step) } else { 0 };
        if sum + rest > further.0 {
            further = (sum + rest, at);
        }
    }
    start = further.1;
    let (top, bottom) = if by > 0 { (start, end - 1 + step) } else { (start - step, end - 1) };
    Some(Scroll { top: top as u16, bottom: bottom as u16, by: by as i16 })
}

/// What the terminal shows after it.
pub fn apply(buffer: &mut Buffer, scroll: Scroll) {
    let width = usize::from(buffer.area.width);
    let n = usize::from(scroll.by.unsigned_abs()) * width;
    let lines = &mut buffer.content[usize::from(scroll.top) * width..(usize::from(scroll.bottom) + 1) * width];
    let blank = if scroll.by > 0 {
        lines.rotate_left(n);
        let from = lines.len() - n;
        &mut lines[from..]
    } else {
        lines.rotate_right(n);
        &mut lines[..n]
    };
    blank.fill(Cell::EMPTY);
}

fn hash(cells: &[Cell]) -> u64 {
    let mut hasher = FxHasher::default();
    for cell in cells {
        (cell.symbol(), cell.fg, cell.bg, cell.modifier).hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A frame with a head, a foot, and the lines of a text from the one of this number on.
    fn frame(from: usize) -> Buffer {
        let line = |n: usize| (0..60).map(|k| char::from(b'a' + (n * 7 + k * (n % 5 + 1)) as u8 % 26)).collect();
        let lines: Vec<String> = (from..from + 8).map(line).collect();
        let head = "HEAD".to_owned();
        Buffer::with_lines([vec![head], lines, vec![format!("{from} of 90")]].concat())
    }

    #[test]
    fn a_text_that_moves_by_a_line_or_a_few_is_found_whichever_way_it_goes() {
        for (from, to) in [(10, 11), (11, 10), (10, 13), (13, 10)] {
            let (mut shown, next) = (frame(from), frame(to));
            let scroll = find(&shown, &next).expect("it is worth it");
            assert_eq!(scroll, Scroll { top: 1, bottom: 8, by: to as i16 - from as i16 });
            apply(&mut shown, scroll);
            let n_rows = |buffer: &Buffer, other: &Buffer| {
                let width = usize::from(other.area.width);
                buffer.content.chunks(width).zip(other.content.chunks(width)).filter(|(a, b)| a != b).count()
            };
            assert_eq!(n_rows(&shown, &next), to.abs_diff(from) + 1, "what comes in, and the foot");
        }
    }

    #[test]
    fn a_line_that_changes_a_little_moves_with_the_others() {
        for (from, to) in [(10, 11), (11, 10)] {
            let (mut shown, next) = (frame(from), frame(to));
            // The mark of the cursor, on another line than before.
            shown[(0, 6)].set_symbol("›");
            let by = to as i16 - from as i16;
            assert_eq!(find(&shown, &next), Some(Scroll { top: 1, bottom: 8, by }));
        }
    }

    #[test]
    fn another_text_and_a_small_change_are_no_move() {
        assert_eq!(find(&frame(10), &frame(50)), None);
        assert_eq!(find(&frame(10), &frame(10)), None);
    }
}
