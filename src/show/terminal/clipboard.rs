//! What leaves the reader: text for the clipboard (OSC 52, never read back) and links that may be opened.

use crate::text::make_safe;

/// Most bytes that go to the clipboard at once: terminals and multiplexers drop sequences of 100,000 bytes and more,
/// and base64 makes four bytes of three.
pub const MAX_COPY: usize = 74_994;

/// Why text was not copied.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The terminal would drop it.
    #[error("too long to copy: {0} bytes, and terminals take {MAX_COPY} at most; copy a part of it")]
    TooLong(usize),
    /// It could not be written.
    #[error("the terminal did not take it: {0}")]
    Write(#[source] std::io::Error),
}

/// What a terminal takes for "put this on the clipboard". The text is made safe first.
pub fn copy_sequence(text: &str) -> Result<Vec<u8>, CopyError> {
    let text = make_safe(text);
    if text.len() > MAX_COPY {
        return Err(CopyError::TooLong(text.len()));
    }
    let mut bytes = b"\x1b]52;c;".to_vec();
    base64(text.as_bytes(), &mut bytes);
    bytes.extend_from_slice(b"\x1b\\");
    Ok(bytes)
}

/// The link as it may be given to another program, as one argument and never through a shell; `None` for anything but
/// http, https and mailto, for controls, blanks and quotes, and for what looks like an option.
pub fn link_to_open(link: &str) -> Option<&str> {
    let link = link.trim();
    let known = ["https://", "http://", "mailto:"].iter().any(|scheme| {
        link.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)) && link.len() > scheme.len()
    });
    let clean = !link.chars().any(|c| c.is_control() || c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '<' | '>'));
    (known && clean && make_safe(link) == link).then_some(link)
}

fn base64(bytes: &[u8], out: &mut Vec<u8>) {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for three in bytes.chunks(3) {
        let bits = three.iter().enumerate().fold(0u32, |bits, (idx, byte)| bits | u32::from(*byte) << (16 - 8 * idx));
        for digit in 0..4 {
            let digit_or_padding =
                if digit <= three.len() { DIGITS[(bits >> (18 - 6 * digit)) as usize & 63] } else { b'=' };
            out.push(digit_or_padding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copied_text_goes_out_as_base64_of_safe_text() {
        assert_eq!(copy_sequence("any carnal pleas").unwrap(), b"\x1b]52;c;YW55IGNhcm5hbCBwbGVhcw==\x1b\\");
        assert_eq!(copy_sequence("su").unwrap(), b"\x1b]52;c;c3U=\x1b\\");
        assert_eq!(copy_sequence("sur").unwrap(), b"\x1b]52;c;c3Vy\x1b\\");
        assert_eq!(copy_sequence("a\rb").unwrap(), b"\x1b]52;c;YWI=\x1b\\");
        assert!(matches!(copy_sequence(&"x".repeat(MAX_COPY + 1)), Err(CopyError::TooLong(_))));
    }

    #[test]
    fn only_plain_web_and_mail_links_are_opened() {
        for good in ["https://a.example/b?c=d&e=f", "HTTP://a.example", "mailto:desk@a.example"] {
            assert_eq!(link_to_open(good), Some(good));
        }
        for bad in [
            "",
            "https://",
            "file:///etc/passwd",
            "-https://a",
            "javascript:alert(1)",
            "https://a b",
            "https://a\u{1b}]0;x",
        ] {
            assert_eq!(link_to_open(bad), None, "{bad:?}");
        }
    }
}
