//! Which of the nested lists of a JSON text holds the rows.

/// Which of the nested lists holds the rows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Depth {
    /// Lists around the rows; their objects are groups.
    pub groups: usize,
    /// The lists inside the rows may be rows too: their items are reported.
    pub doubtful: bool,
}

impl Depth {
    /// Chosen by the width of each list's objects: the widest are the rows, the innermost if equal.
    pub fn of(widths: &[usize]) -> Self {
        let widest = widths.iter().enumerate().max_by_key(|(_, width)| **width);
        let (groups, width) = widest.map_or((0, 0), |(level, width)| (level, *width));
        let inner = widths.get(groups + 1).copied().unwrap_or_default();
        Self { groups, doubtful: inner * 2 > width }
    }
}
