//! The differences between engines: quotes, dates, the next day, hashes.

use clap::ValueEnum;

/// An engine's SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Dialect {
    /// DuckDB
    Duckdb,
    /// DataFusion
    Datafusion,
    /// Spark
    Spark,
    /// ClickHouse
    Clickhouse,
    /// Trino
    Trino,
    /// Postgres
    Postgres,
}

impl Dialect {
    /// The engine, as files of lives name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Duckdb => "DuckDB",
            Self::Datafusion => "DataFusion",
            Self::Spark => "Spark",
            Self::Clickhouse => "ClickHouse",
            Self::Trino => "Trino",
            Self::Postgres => "Postgres",
        }
    }

    /// A name in quotes; quotes within are doubled. ClickHouse takes a backslash for an escape.
    pub fn quote(self, name: &str) -> String {
        match self {
            Self::Clickhouse => format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\"\"")),
            Self::Spark => format!("`{}`", name.replace('`', "``")),
            _ => format!("\"{}\"", name.replace('"', "\"\"")),
        }
    }

    /// A table's name, whose parts are separated by dots; DuckDB takes the name of a file too.
    pub fn table(self, name: &str) -> String {
        let is_file = name.ends_with(".parquet") || name.ends_with(".csv");
        if self == Self::Duckdb && is_file {
            return self.quote(name);
        }
        name.split('.').map(|part| self.quote(part)).collect::<Vec<_>>().join(".")
    }

    /// A day.
    pub fn date(self, iso: &str) -> String {
        if self == Self::Clickhouse { format!("toDate32('{iso}')") } else { format!("DATE '{iso}'") }
    }

    /// The next day.
    pub fn next(self, day: &str) -> String {
        if self == Self::Clickhouse {
            format!("({day} + INTERVAL 1 DAY)")
        } else {
            format!("({day} + INTERVAL '1' DAY)")
        }
    }

    /// A whole number: Postgres extracts parts of days as decimals.
    pub fn whole(self, number: &str) -> String {
        if self == Self::Postgres { format!("CAST({number} AS INTEGER)") } else { number.to_owned() }
    }

    /// A hash of a text.
    pub fn hash(self, text: &str) -> String {
        match self {
            Self::Duckdb => format!("hash({text})"),
            Self::Datafusion => format!("md5({text})"),
            Self::Spark => format!("xxhash64({text})"),
            Self::Clickhouse => format!("sipHash64({text})"),
            Self::Trino => format!("from_big_endian_64(xxhash64(to_utf8({text})))"),
            Self::Postgres => format!("hashtextextended({text}, 0)"),
        }
    }

    /// The hint that makes Spark send a small table to every worker; other engines need no hint.
    pub fn broadcast(self, table: &str) -> String {
        if self == Self::Spark { format!("/*+ BROADCAST({table}) */ ") } else { String::new() }
    }
}
