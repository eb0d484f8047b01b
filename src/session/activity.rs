//! The latest activity of a table, remembered.

/// Cached latest activity of a table, and the number of superseded dossiers when it was computed.
#[derive(Debug, Clone, Copy)]
pub struct LatestActivity {
    /// Number of superseded dossiers.
    pub superseded: u64,
    /// Latest day with any activity, not after today.
    pub latest: i32,
}
