//! Rows → what a person made. A row that cannot be read costs itself and nothing else.

use super::deed::{Deed, Shelf};
use super::made::Made;
use rusqlite::types::{Type, ValueRef};
use rusqlite::{Connection, Error, Result, Row, ToSql, params};
use serde::de::DeserializeOwned;

/// A table: its name, how many of its first columns name the row, and how a row is taken in, all of it or nothing.
struct Table {
    name: &'static str,
    columns: &'static [&'static str],
    n_key: usize,
    take: fn(&Row, &mut Made) -> Result<()>,
}

const TABLES: [Table; 11] = [
    Table { name: "marks", columns: &["key", "read", "starred", "shelf", "note"], n_key: 1, take: marks },
    Table {
        name: "tags",
        columns: &["key", "tag"],
        n_key: 2,
        take: |row, made| {
            made.apply(&Deed::Tag { key: row.get(0)?, tag: row.get(1)?, on: true });
            Ok(())
        },
    },
    Table {
        name: "highlights",
        columns: &["key", "start", "end", "note"],
        n_key: 3,
        take: |row, made| {
            let (start, end, note) = (row.get(1)?, row.get(2)?, Some(row.get(3)?));
            made.apply(&Deed::Highlight { key: row.get(0)?, start, end, note });
            Ok(())
        },
    },
    Table {
        name: "watches",
        columns: &["words"],
        n_key: 1,
        take: |row, made| {
            made.apply(&Deed::Watch { words: row.get(0)?, on: true });
            Ok(())
        },
    },
    Table {
        name: "seen",
        columns: &["anchor", "body"],
        n_key: 1,
        take: |row, made| {
            made.apply(&Deed::Seen { anchor: row.get(0)?, seen: Some(json(row, 1)?) });
            Ok(())
        },
    },
    Table {
        name: "actor_edits",
        columns: &["number", "edit"],
        n_key: 1,
        take: |row, made| {
            made.apply(&Deed::Actor { number: row.get::<_, i64>(0)? as u64, edit: Some(json(row, 1)?) });
            Ok(())
        },
    },
    Table {
        name: "dismissed",
        columns: &["id"],
        n_key: 1,
        take: |row, made| {
            made.apply(&Deed::Dismiss { id: row.get(0)?, on: true });
            Ok(())
        },
    },
    Table {
        name: "story_edits",
        columns: &["number", "edit"],
        n_key: 1,
        take: |row, made| {
            made.apply(&Deed::Story { number: row.get::<_, i64>(0)? as u64, edit: Some(json(row, 1)?) });
            Ok(())
        },
    },
    Table {
        name: "places",
        columns: &["key", "at"],
        n_key: 1,
        take: |row, made| {
            made.apply(&Deed::Place { key: row.get(0)?, at: Some(row.get(1)?) });
            Ok(())
        },
    },
    Table {
        name: "drafts",
        columns: &["what", "body"],
        n_key: 1,
        take: |row, made| {
            made.apply(&Deed::Draft { of: json(row, 0)?, draft: Some(json(row, 1)?) });
            Ok(())
        },
    },
    Table {
        name: "views",
        columns: &["name", "query"],
        n_key: 1,
        take: |row, made| {
            made.apply(&Deed::View { name: row.get(0)?, query: row.get(1)? });
            Ok(())
        },
    },
];

/// A row that could not be read.
pub struct Unreadable {
    table: &'static Table,
    /// Each column, and whether `SQLite` holds it as text.
    values: Vec<(Value, bool)>,
}

type Value = rusqlite::types::Value;

/// Reads everything, and which rows could not be read.
pub fn read(connection: &Connection) -> Result<(Made, Vec<Unreadable>)> {
    let mut made = Made::default();
    let mut unreadable = Vec::new();
    for table in &TABLES {
        let sql = format!("SELECT {} FROM {}", table.columns.join(", "), table.name);
        // A library that is opened for reading only may be of an older program.
        let mut statement = match connection.prepare(&sql) {
            Err(error) if error.to_string().contains("no such table") => continue,
            statement => statement?,
        };
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            match (table.take)(row, &mut made) {
                Ok(()) => {}
                Err(error) if is_of_row(&error) => unreadable.push(Unreadable { table, values: values(row, table)? }),
                Err(error) => return Err(error),
            }
        }
    }
    let mut paths = connection.prepare("SELECT path FROM opened ORDER BY number")?;
    let mut paths = paths.query([])?;
    while let Some(row) = paths.next()? {
        // What was opened last is no work of a person's: a path that cannot be read is left out.
        made.opened.extend(row.get::<_, String>(0).ok());
    }
    let place = connection.query_row("SELECT place FROM last_place", [], |row| row.get(0));
    made.last_place = place.unwrap_or_default();
    Ok((made, unreadable))
}

fn marks(row: &Row, made: &mut Made) -> Result<()> {
    let key = row.get_ref(0)?.as_str()?;
    let (read, starred) = (row.get(1)?, row.get(2)?);
    let shelf = match row.get::<_, i64>(3)? {
        1 => Shelf::Done,
        2 => Shelf::Aside,
        _ => Shelf::Open,
    };
    let note = row.get_ref(4)?.as_str()?;
    if !note.is_empty() {
        made.apply(&Deed::Note { key: key.to_owned(), text: note.to_owned() });
    }
    if read || starred || shelf != Shelf::Open {
        let marks = made.marks.entry(key.into()).or_default();
        (marks.read, marks.starred, marks.shelf) = (read, starred, shelf);
    }
    Ok(())
}

fn json<T: DeserializeOwned>(row: &Row, column: usize) -> Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    serde_json::from_str(text).map_err(|error| Error::FromSqlConversionFailure(column, Type::Text, error.into()))
}

/// Whether the row is at fault, rather than the file.
fn is_of_row(error: &Error) -> bool {
    !matches!(error, Error::SqliteFailure(..))
}

fn values(row: &Row, table: &Table) -> Result<Vec<(Value, bool)>> {
    let value = |column| {
        Ok(match row.get_ref(column)? {
            // Text need not be UTF-8.
            ValueRef::Text(text) => (Value::Blob(text.to_vec()), true),
            other => (other.into(), false),
        })
    };
    (0..table.columns.len()).map(value).collect()
}

impl Unreadable {
    /// Moves the row out of the way, to the table of those that could not be read.
    pub fn set_aside(&self, connection: &Connection) -> Result<()> {
        let shown: Vec<String> = self.values.iter().map(|(value, _)| shown(value)).collect();
        connection.execute(
            "INSERT INTO unreadable (source, row) VALUES (?1, ?2)",
            params![self.table.name, shown.join(" | ")],
        )?;
        let key = self.values.iter().zip(self.table.columns).take(self.table.n_key).enumerate();
        let wheres = key.map(|(idx, ((_, is_text), column))| {
            if *is_text {
                format!("{column} IS CAST(?{} AS TEXT)", idx + 1)
            } else {
                format!("{column} IS ?{}", idx + 1)
            }
        });
        let sql = format!("DELETE FROM {} WHERE {}", self.table.name, wheres.collect::<Vec<_>>().join(" AND "));
        let key: Vec<&dyn ToSql> = self.values.iter().take(self.table.n_key).map(|(value, _)| value as _).collect();
        connection.execute(&sql, &key[..]).map(drop)
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "NULL".to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
    }
}
