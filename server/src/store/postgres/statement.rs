//! Statements: their texts stand in lists, and nothing else can be sent.

/// The text of one statement; `$1` is the organisation of the transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Sql(&'static str);

impl Sql {
    /// Takes the text of a statement out of a list; only [`statements`] calls this.
    pub(super) const fn listed(text: &'static str) -> Sql {
        Sql(text)
    }

    /// Returns the text.
    pub(super) const fn text(self) -> &'static str {
        self.0
    }
}

/// Names the statements of a room, and lists them for the test that reads every one.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $text:expr;)+) => {
        $($(#[$doc])* const $name: $crate::store::postgres::statement::Sql =
            $crate::store::postgres::statement::Sql::listed($text);)+

        /// Every statement of this room.
        #[cfg(test)]
        pub(in crate::store::postgres) const STATEMENTS: &[$crate::store::postgres::statement::Sql] = &[$($name),+];
    };
}

/// Puts the values of a statement into their order, from `$2` on.
macro_rules! cells {
    ($($value:expr),* $(,)?) => {
        vec![$(Box::new($value) as $crate::store::postgres::talk::Cell),*]
    };
}

pub(super) use {cells, statements};
