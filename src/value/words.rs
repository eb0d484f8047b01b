//! The words for channels, levels and states, from `words.tsv`. A value matches a label as a whole, or else
//! the longest label that it contains as whole words. An unknown value is not an error; callers report it.

use crate::order::arrange;
use crate::text::{contains_words, fold_words};
use std::sync::LazyLock;

/// How a dossier was filed, or how its result was handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// There is no such column.
    Unknown,
    /// At the desk.
    Direct,
    /// Online.
    Online,
    /// By the public post (bưu chính công ích).
    Postal,
    /// An unlisted word, or a word that says where instead of how.
    Other,
    /// A blank cell in an existing column; the rules say what it means.
    Blank,
}

/// Online level of the procedure: 4 = toàn trình, 3 = một phần, 2 and 1 = information only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ServiceLevel {
    /// Not stated.
    Unknown,
    /// Mức độ 1.
    One,
    /// Mức độ 2.
    Two,
    /// Mức độ 3, một phần.
    Three,
    /// Mức độ 4, toàn trình.
    Four,
}

/// State of a dossier in the source system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Blank: finished when an end date exists, else in progress.
    Blank,
    /// A result exists.
    Finished,
    /// In progress; also any unlisted word.
    Open,
    /// Waiting for the applicant: supplements, fees.
    Waiting,
    /// Returned after intake without a result: withdrawn, refused, cancelled.
    Returned,
    /// Processing was stopped (dừng xử lý).
    Halted,
    /// Never accepted.
    NotAccepted,
    /// Deleted in the source system; not kept as a dossier.
    Deleted,
}

/// Administrative level of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnitLevel {
    /// Not known.
    Unknown,
    /// Tỉnh.
    Province,
    /// Huyện, thị xã, thành phố, and their specialised offices.
    District,
    /// Xã, phường, thị trấn.
    Commune,
}

/// The labels of one kind of value.
struct Vocabulary<T> {
    /// The labels, longest first; equally long ones in listed order.
    longest: Vec<(String, T)>,
}

impl<T: Copy> Vocabulary<T> {
    fn load(kind: &str, name: impl Fn(&str) -> Option<T>) -> Self {
        let longest = labels(kind).into_iter().filter_map(|(label, value)| Some((label, name(value)?)));
        Self { longest: longest.collect() }
    }

    fn find(&self, text: &str) -> Option<T> {
        let words = fold_words(text);
        // A number matches only as the whole cell: "Quầy 1" is not a channel.
        let is_word = |label: &str| label.contains(char::is_alphabetic);
        let contained =
            || self.longest.iter().find(|(label, _)| is_word(label) && contains_words(&words, label));
        let whole = self.longest.iter().find(|(label, _)| *label == words);
        whole.or_else(contained).map(|(_, value)| *value)
    }
}

/// The folded labels of a kind with their values, longest first.
fn labels(kind: &str) -> Vec<(String, &'static str)> {
    let lines = include_str!("words.tsv").lines().filter(|line| !line.starts_with('#'));
    let labels = lines.filter_map(|line| {
        let mut columns = line.split('\t');
        let (of, value, label) = (columns.next()?, columns.next()?, columns.next()?);
        (of == kind).then(|| (fold_words(label), value))
    });
    let mut labels = labels.collect();
    arrange(&mut labels, |one: &(String, _), other| other.0.len().cmp(&one.0.len()));
    labels
}

static CHANNELS: LazyLock<Vocabulary<Channel>> = LazyLock::new(|| {
    Vocabulary::load("channel", |name| match name {
        "direct" => Some(Channel::Direct),
        "online" => Some(Channel::Online),
        "postal" => Some(Channel::Postal),
        "elsewhere" => Some(Channel::Other),
        _ => None,
    })
});

static SERVICE_LEVELS: LazyLock<Vocabulary<ServiceLevel>> = LazyLock::new(|| {
    Vocabulary::load("service", |name| match name {
        "1" => Some(ServiceLevel::One),
        "2" => Some(ServiceLevel::Two),
        "3" => Some(ServiceLevel::Three),
        "4" => Some(ServiceLevel::Four),
        _ => None,
    })
});

static STATUSES: LazyLock<Vocabulary<Status>> = LazyLock::new(|| {
    Vocabulary::load("status", |name| match name {
        "finished" => Some(Status::Finished),
        "open" => Some(Status::Open),
        "waiting" => Some(Status::Waiting),
        "returned" => Some(Status::Returned),
        "halted" => Some(Status::Halted),
        "refused" => Some(Status::NotAccepted),
        "deleted" => Some(Status::Deleted),
        "verdict" => Some(Status::Blank),
        _ => None,
    })
});

static UNIT_LEVELS: LazyLock<Vocabulary<UnitLevel>> = LazyLock::new(|| {
    Vocabulary::load("unit_level", |name| match name {
        "tỉnh" => Some(UnitLevel::Province),
        "huyện" => Some(UnitLevel::District),
        "xã" => Some(UnitLevel::Commune),
        _ => None,
    })
});

/// A kind of value that is read from words and stored as a small number.
pub trait Coded: Copy {
    /// The value of a blank cell in an existing column.
    const BLANK: Self;
    /// The value of an unlisted word.
    const UNLISTED: Self;

    /// The value of a non-blank text, if it is listed.
    fn listed(text: &str) -> Option<Self>;

    /// The number stored in columns.
    fn number(self) -> u8;
}

/// Implements [`Coded`] for a field-less enum, numbering its variants in order.
macro_rules! coded {
    ($kind:ident, $words:ident, blank $blank:ident, unlisted $unlisted:ident, [$($variant:ident),+]) => {
        impl Coded for $kind {
            const BLANK: Self = Self::$blank;
            const UNLISTED: Self = Self::$unlisted;

            fn listed(text: &str) -> Option<Self> {
                $words.find(text)
            }

            fn number(self) -> u8 {
                self as u8
            }
        }

        impl $kind {
            /// Every value, ordered by number.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The value with this number.
            #[inline]
            pub fn of(number: u8) -> Self {
                Self::ALL.get(usize::from(number)).copied().unwrap_or(Self::BLANK)
            }
        }
    };
}

coded!(Channel, CHANNELS, blank Blank, unlisted Other, [Unknown, Direct, Online, Postal, Other, Blank]);
coded!(ServiceLevel, SERVICE_LEVELS, blank Unknown, unlisted Unknown, [Unknown, One, Two, Three, Four]);
coded!(Status, STATUSES, blank Blank, unlisted Open, [Blank, Finished, Open, Waiting, Returned, Halted, NotAccepted]);
coded!(UnitLevel, UNIT_LEVELS, blank Unknown, unlisted Unknown, [Unknown, Province, District, Commune]);

impl Channel {
    /// Key in groups and filters; "" for blank and unknown.
    pub fn key(self) -> &'static str {
        match self {
            Self::Unknown | Self::Blank => "",
            Self::Direct => "direct",
            Self::Online => "online",
            Self::Postal => "postal",
            Self::Other => "other",
        }
    }
}

impl ServiceLevel {
    /// Key in groups and filters.
    pub fn key(self) -> &'static str {
        match self {
            Self::Unknown => "",
            Self::One => "1",
            Self::Two => "2",
            Self::Three => "3",
            Self::Four => "4",
        }
    }
}

impl Status {
    /// True if the dossier was stopped after intake without a result.
    pub fn is_stopped(self) -> bool {
        matches!(self, Self::Returned | Self::Halted)
    }

    /// Name in exports. It is a listed word, so that exports can be read again.
    pub fn key(self) -> &'static str {
        match self {
            Self::Blank => "",
            Self::Finished => "finished",
            Self::Open => "open",
            Self::Waiting => "waiting",
            Self::Returned => "returned",
            Self::Halted => "halted",
            Self::NotAccepted => "not accepted",
            Self::Deleted => "deleted",
        }
    }
}

impl UnitLevel {
    /// Key in groups and filters.
    pub fn key(self) -> &'static str {
        match self {
            Self::Unknown => "",
            Self::Province => "tỉnh",
            Self::District => "huyện",
            Self::Commune => "xã",
        }
    }
}

/// The value of a yes-or-no column that says whether a dossier was filed online.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Online(Channel);

/// The value of a column that says by a number whether the result goes by post: 2 = yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByPost(Channel);

/// Words for yes and no, folded.
const YES: [&str; 8] = ["true", "co", "x", "1", "yes", "y", "dung", "t"];
const NO: [&str; 7] = ["false", "khong", "0", "no", "n", "sai", "f"];

impl Coded for Online {
    const BLANK: Self = Self(Channel::Blank);
    const UNLISTED: Self = Self(Channel::Other);

    fn listed(text: &str) -> Option<Self> {
        let word = fold_words(text);
        let flag = if YES.contains(&word.as_str()) { Some(Channel::Online) } else { None };
        let flag = if NO.contains(&word.as_str()) { Some(Channel::Direct) } else { flag };
        flag.or_else(|| worded(text)).map(Self)
    }

    fn number(self) -> u8 {
        self.0.number()
    }
}

impl Coded for ByPost {
    const BLANK: Self = Self(Channel::Blank);
    const UNLISTED: Self = Self(Channel::Other);

    fn listed(text: &str) -> Option<Self> {
        let flag = match fold_words(text).as_str() {
            "2" | "true" => Some(Channel::Postal),
            "0" | "1" | "false" => Some(Channel::Direct),
            _ => worded(text),
        };
        flag.map(Self)
    }

    fn number(self) -> u8 {
        self.0.number()
    }
}

/// The channel named by words; `None` for a text without letters.
fn worded(text: &str) -> Option<Channel> {
    text.contains(char::is_alphabetic).then(|| Channel::listed(text)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_label_wins() {
        assert_eq!(Status::listed("Công dân đã rút hồ sơ"), Some(Status::Returned));
        assert_eq!(Status::listed("Không được tiếp nhận"), Some(Status::NotAccepted));
        assert_eq!(Status::listed("Được tiếp nhận"), Some(Status::Open));
        assert_eq!(Status::listed("Tạm dừng xử lý"), Some(Status::Waiting));
        assert_eq!(Status::listed("7"), None);
        assert_eq!(Channel::listed("Nhận qua Bưu điện"), Some(Channel::Postal));
        assert_eq!(Channel::listed("2"), Some(Channel::Online));
        assert_eq!(Channel::listed("Fax"), None);
        assert_eq!(Channel::listed("Quầy 1"), None);
        assert_eq!(ServiceLevel::listed("DVC trực tuyến toàn trình"), Some(ServiceLevel::Four));
        assert_eq!(UnitLevel::listed("Thị xã"), Some(UnitLevel::District));
    }

    #[test]
    fn statuses_of_real_systems() {
        for (text, status) in [
            ("Trả lại kết quả", Status::Finished),
            ("Trả lại hồ sơ", Status::Returned),
            ("Chờ trả kết quả", Status::Finished),
            ("Đã duyệt - chờ trả kết quả", Status::Finished),
            ("Chưa trả kết quả", Status::Open),
            ("Trả kết quả tại một cửa", Status::Finished),
            ("Bổ sung", Status::Waiting),
            ("Đã bổ sung", Status::Open),
            ("Chờ công dân bổ sung", Status::Waiting),
            ("Chờ xác nhận thanh toán", Status::Waiting),
            ("Chờ thu phí", Status::Waiting),
            ("Không cấp phép", Status::Returned),
            ("Cấp phép", Status::Finished),
            ("Không giải quyết", Status::Returned),
            ("Bị từ chối", Status::Returned),
            ("Hủy", Status::Returned),
            ("Dừng xử lý", Status::Halted),
            ("Công dân yêu cầu rút hồ sơ", Status::Returned),
            ("Yêu cầu bổ sung giấy tờ", Status::Waiting),
            ("Đã xóa", Status::Deleted),
            ("Quá hạn", Status::Blank),
            ("Đúng hạn", Status::Blank),
            ("Đang xử lý quá hạn", Status::Open),
            ("Chờ tiếp nhận", Status::Open),
            ("Từ chối tiếp nhận", Status::NotAccepted),
            ("Kết thúc", Status::Finished),
            ("Chưa kết thúc", Status::Open),
        ] {
            assert_eq!(Status::listed(text), Some(status), "{text}");
        }
    }

    #[test]
    fn yes_and_no() {
        let online = |text: &str| Online::listed(text).map(|online| online.0);
        for text in ["true", "TRUE", "Có", "x", "1", "Trực tuyến"] {
            assert_eq!(online(text), Some(Channel::Online), "{text}");
        }
        for text in ["false", "Không", "0", "Trực tiếp"] {
            assert_eq!(online(text), Some(Channel::Direct), "{text}");
        }
        assert_eq!((online("96"), online("Bưu chính")), (None, Some(Channel::Postal)));
        assert_eq!(ByPost::listed("2").map(|flag| flag.0), Some(Channel::Postal));
    }

    #[test]
    fn numbers_identify_values() {
        assert!(Channel::ALL.iter().all(|&value| Channel::of(value.number()) == value));
        assert!(Status::ALL.iter().all(|&value| Status::of(value.number()) == value));
        assert!(ServiceLevel::ALL.iter().all(|&value| ServiceLevel::of(value.number()) == value));
        assert!(UnitLevel::ALL.iter().all(|&value| UnitLevel::of(value.number()) == value));
    }

    #[test]
    fn keys_are_read_as_their_values() {
        let channels =
            Channel::ALL.iter().filter(|value| !value.key().is_empty() && **value != Channel::Other);
        assert!(channels.into_iter().all(|&value| Channel::listed(value.key()) == Some(value)));
        assert!(Status::ALL[1..].iter().all(|&value| Status::listed(value.key()) == Some(value)));
        assert!(ServiceLevel::ALL[1..].iter().all(|&value| ServiceLevel::listed(value.key()) == Some(value)));
        assert!(UnitLevel::ALL[1..].iter().all(|&value| UnitLevel::listed(value.key()) == Some(value)));
        assert_eq!(Channel::listed(Channel::Other.key()), None, "counted as other, and reported");
        assert_eq!(Channel::listed("Tiếp nhận phi địa giới"), Some(Channel::Other), "says where, not how");
    }
}
