//! Statements for the rows that count: of the rows with one key the one with the largest `seq`, and all rows
//! without a key.

use super::DuplicateMethod;
use super::dialect::Dialect;
pub use crate::canonical::COLUMNS as ALL;

/// The statement that selects these columns of the rows that count. Rows with equal key and `seq` all count,
/// whatever the method, because it cannot be known which of them should; [`check`] finds them.
pub fn last(dialect: Dialect, table: &str, method: DuplicateMethod, columns: &[&str]) -> String {
    let (table, key, seq) = (dialect.table(table), dialect.quote("key"), dialect.quote("seq"));
    let of = |from: &str| {
        columns.iter().map(|column| format!("{from}{}", dialect.quote(column))).collect::<Vec<_>>().join(", ")
    };
    match method {
        DuplicateMethod::None => format!("SELECT {} FROM {table} a", of("a.")),
        DuplicateMethod::Window => format!(
            "SELECT {} FROM (SELECT {}, {key} AS k, RANK() OVER (PARTITION BY {key} ORDER BY {seq} DESC) AS place \
             FROM {table}) x WHERE place = 1 OR k IS NULL",
            of(""),
            of("")
        ),
        DuplicateMethod::Antijoin => joined(
            dialect,
            &table,
            &of("a."),
            &format!(
                "SELECT {key} AS k, MAX({seq}) AS newest FROM {table} WHERE {key} IS NOT NULL GROUP BY {key} HAVING COUNT(*) > 1"
            ),
        ),
        DuplicateMethod::Hash => {
            let hash = dialect.hash(&key);
            let twice = format!(
                "SELECT h FROM (SELECT {hash} AS h FROM {table} WHERE {key} IS NOT NULL) x GROUP BY h HAVING COUNT(*) > 1"
            );
            // Keys are compared after the hashes, so equal hashes of different keys only cost a comparison.
            let newest = format!(
                "SELECT {}{key} AS k, MAX({seq}) AS newest FROM {table} JOIN ({twice}) t ON {hash} = t.h \
                 GROUP BY {key} HAVING COUNT(*) > 1",
                dialect.broadcast("t")
            );
            joined(dialect, &table, &of("a."), &newest)
        }
    }
}

/// Rows whose key is not among the duplicated ones, or that are the newest of their key. Without a match
/// ClickHouse gives 0, and `seq` is above 0.
fn joined(dialect: Dialect, table: &str, columns: &str, newest: &str) -> String {
    let (key, seq, hint) = (dialect.quote("key"), dialect.quote("seq"), dialect.broadcast("b"));
    format!(
        "SELECT {hint}{columns} FROM {table} a LEFT JOIN ({newest}) b ON a.{key} = b.k \
         WHERE b.newest IS NULL OR b.newest = 0 OR a.{seq} = b.newest"
    )
}

/// The statement that gives a row for each key that has two rows with its largest `seq`, so that the key has
/// no winner.
pub fn check(dialect: Dialect, table: &str) -> String {
    let (table, key, seq) = (dialect.table(table), dialect.quote("key"), dialect.quote("seq"));
    format!(
        "SELECT a.{key}, a.{seq}, COUNT(*) AS often FROM {table} a JOIN (SELECT {key} AS k, MAX({seq}) AS newest FROM {table} \
         WHERE {key} IS NOT NULL GROUP BY {key} HAVING COUNT(*) > 1) b ON a.{key} = b.k AND a.{seq} = b.newest \
         GROUP BY a.{key}, a.{seq} HAVING COUNT(*) > 1"
    )
}
