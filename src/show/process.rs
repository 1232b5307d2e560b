//! What the system tells of a process, where it has files about processes (Linux).

/// Of a process.
pub struct Stat {
    /// Its state, a letter: `Z` and `X` have ended.
    pub state: char,
    /// Who started it.
    pub parent: i32,
    /// Its group.
    pub group: i32,
    /// Its session.
    pub session: i32,
}

/// Of the process with this number; nothing where the system does not tell.
pub fn stat(process: i32) -> Option<Stat> {
    read(&std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?)
}

fn read(line: &str) -> Option<Stat> {
    // The name, in parentheses, may hold anything.
    let mut fields = line.rsplit_once(')')?.1.split_whitespace();
    let state = fields.next()?.chars().next()?;
    let mut number = || fields.next()?.parse().ok();
    Some(Stat { state, parent: number()?, group: number()?, session: number()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_parentheses_and_spaces_hides_nothing() {
        let stat = read("41 (a) Z 9 9) S 7 40 39 0 -1").expect("a line of the system");
        assert_eq!((stat.state, stat.parent, stat.group, stat.session), ('S', 7, 40, 39));
        assert!(read("41 (a").is_none());
    }
}
