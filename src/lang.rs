//! The two languages every visible text exists in.
//!
//! This room holds the pair, never the words: texts live beside what they describe (a field's table, a
//! rule's folder, a report's captions).

/// A language khung speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// Tiếng Việt.
    Vi,
    /// English.
    En,
}

impl Lang {
    /// Both, in the order in which they are shown side by side.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The code used in files and on the command line: `vi` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The language of a locale name such as `vi_VN.UTF-8`; anything that is not Vietnamese is English.
    pub fn from_locale(locale: &str) -> Self {
        match locale.get(..2) {
            Some(prefix) if prefix.eq_ignore_ascii_case("vi") && !locale[2..].starts_with(char::is_alphabetic) => {
                Self::Vi
            }
            _ => Self::En,
        }
    }
}

/// One thing said in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Localized<T> {
    /// In Vietnamese.
    pub vi: T,
    /// In English.
    pub en: T,
}

/// A pair of texts fixed in the program, such as a field's label.
pub type Words = Localized<&'static str>;

/// A pair of texts written into the program.
pub const fn words(vi: &'static str, en: &'static str) -> Words {
    Localized { vi, en }
}

impl<T> Localized<T> {
    /// The side of one language.
    pub fn get(&self, lang: Lang) -> &T {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }

    /// Both sides made by one function of the language.
    pub fn build(mut make: impl FnMut(Lang) -> T) -> Self {
        Self { vi: make(Lang::Vi), en: make(Lang::En) }
    }

    /// Both sides changed in the same way.
    pub fn map<U>(self, mut change: impl FnMut(T) -> U) -> Localized<U> {
        Localized { vi: change(self.vi), en: change(self.en) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_vietnamese_locales_are_vietnamese() {
        for locale in ["vi", "vi_VN.UTF-8", "vi-VN", "VI"] {
            assert_eq!(Lang::from_locale(locale), Lang::Vi, "{locale}");
        }
        for locale in ["", "C", "en_US.UTF-8", "vietnam", "fr", "v", "việt"] {
            assert_eq!(Lang::from_locale(locale), Lang::En, "{locale}");
        }
    }
}
