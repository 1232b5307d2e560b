//! A frame as something to keep: plain text, text with its looks as ANSI sequences, or an SVG picture.

use super::pen::columns;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::fmt::Write;

/// In which form a frame is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Letters only.
    #[default]
    Text,
    /// Letters with their looks, for a terminal.
    Ansi,
    /// A picture.
    Svg,
}

/// The frame in the form asked for; ends in a newline.
pub fn print(buffer: &Buffer, form: Form) -> String {
    match form {
        Form::Text => text(buffer),
        Form::Ansi => ansi(buffer),
        Form::Svg => svg(buffer),
    }
}

/// Rows of cells, each with its column; the cells behind a wide letter are left out.
fn rows(buffer: &Buffer) -> impl Iterator<Item = Vec<(u16, &Cell)>> {
    let area = buffer.area;
    (area.top()..area.bottom()).map(move |y| {
        let mut row = Vec::new();
        let mut x = area.left();
        while x < area.right() {
            let cell = &buffer[(x, y)];
            row.push((x, cell));
            x += columns(cell.symbol()).max(1) as u16;
        }
        row
    })
}

/// The letters of a frame, without spaces at the ends of lines.
pub fn text(buffer: &Buffer) -> String {
    rows(buffer)
        .map(|row| {
            let line: String = row.iter().map(|(_, cell)| cell.symbol()).collect();
            line.trim_end().to_owned() + "\n"
        })
        .collect()
}

fn ansi(buffer: &Buffer) -> String {
    let mut out = String::new();
    for row in rows(buffer) {
        let mut last = None;
        for (_, cell) in row {
            let look = (cell.fg, cell.bg, cell.modifier);
            if last != Some(look) {
                out.push_str("\x1b[0");
                for (modifier, code) in [
                    (Modifier::BOLD, 1),
                    (Modifier::DIM, 2),
                    (Modifier::ITALIC, 3),
                    (Modifier::UNDERLINED, 4),
                    (Modifier::REVERSED, 7),
                ] {
                    if cell.modifier.contains(modifier) {
                        let _ = write!(out, ";{code}");
                    }
                }
                for (color, base) in [(cell.fg, 30), (cell.bg, 40)] {
                    if let Some(idx) = color_idx(color) {
                        let _ = write!(out, ";{}", if idx < 8 { base + idx } else { base + 60 + idx - 8 });
                    }
                }
                out.push('m');
                last = Some(look);
            }
            out.push_str(cell.symbol());
        }
        out.push_str("\x1b[0m\n");
    }
    out
}

fn color_idx(color: Color) -> Option<usize> {
    const ORDER: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    ORDER.iter().position(|known| *known == color)
}

/// Columns and rows of a cell in a picture, in pixels.
const CELL: (f32, f32) = (8.4, 18.0);
/// Ground and letters where the terminal's own colours would be.
const GROUND: &str = "#1d1f24";
const LETTERS: &str = "#d7dae0";
/// The sixteen colours as a picture shows them.
const PALETTE: [&str; 16] = [
    "#1d1f24", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#abb2bf", "#7f848e", "#f07c86",
    "#a9d48a", "#f0d08c", "#72c0ff", "#d78aee", "#67c7d3", "#ffffff",
];

fn svg(buffer: &Buffer) -> String {
    let (width, height) = (f32::from(buffer.area.width) * CELL.0, f32::from(buffer.area.height) * CELL.1);
    let (margin, font) = (12.0, 14);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0} {:.0}\" font-size=\"{font}\" \
         font-family=\"'DejaVu Sans Mono', 'JetBrains Mono', Menlo, Consolas, monospace\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{GROUND}\"/>\n<g transform=\"translate({margin} {margin})\">\n",
        width + 2.0 * margin,
        height + 2.0 * margin
    );
    for (y, row) in rows(buffer).enumerate() {
        let mut idx = 0;
        while idx < row.len() {
            let (x, first) = row[idx];
            let look = (first.fg, first.bg, first.modifier);
            let mut run = String::new();
            let mut n_columns = 0;
            while idx < row.len() && (row[idx].1.fg, row[idx].1.bg, row[idx].1.modifier) == look {
                run.push_str(row[idx].1.symbol());
                n_columns += columns(row[idx].1.symbol()).max(1);
                idx += 1;
            }
            svg_run(&mut out, (x, y), n_columns, &run, first);
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// Letters of one look, side by side.
fn svg_run(out: &mut String, (x, y): (u16, usize), n_columns: usize, run: &str, cell: &Cell) {
    let (left, top) = (f32::from(x) * CELL.0, y as f32 * CELL.1);
    let mut ink = color_idx(cell.fg).map_or(LETTERS, |idx| PALETTE[idx]);
    let mut ground = color_idx(cell.bg).map(|idx| PALETTE[idx]);
    if cell.modifier.contains(Modifier::REVERSED) {
        (ink, ground) = (ground.unwrap_or(GROUND), Some(ink));
    }
    let width = n_columns as f32 * CELL.0;
    if let Some(ground) = ground {
        let _ = writeln!(
            out,
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{:.1}\" fill=\"{ground}\"/>",
            CELL.1
        );
    }
    if run.trim().is_empty() {
        return;
    }
    let mut looks = String::new();
    for (modifier, attribute) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::DIM, " opacity=\"0.6\""),
    ] {
        if cell.modifier.contains(modifier) {
            looks.push_str(attribute);
        }
    }
    let escaped = run.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let _ = writeln!(
        out,
        "<text x=\"{left:.1}\" y=\"{:.1}\" textLength=\"{width:.1}\" xml:space=\"preserve\" fill=\"{ink}\"{looks}>{escaped}</text>",
        top + CELL.1 * 0.75
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    #[test]
    fn a_frame_prints_as_text_as_ansi_and_as_a_picture() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 2));
        buffer.set_string(0, 0, "a<日", Style::new().fg(Color::Red).add_modifier(Modifier::BOLD));
        assert_eq!(print(&buffer, Form::Text), "a<日\n\n");
        assert!(print(&buffer, Form::Ansi).starts_with("\x1b[0;1;31ma<日\x1b[0m"));
        let svg = print(&buffer, Form::Svg);
        assert!(svg.contains("font-weight=\"bold\">a&lt;日</text>"), "{svg}");
    }
}
