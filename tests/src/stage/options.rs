//! What the stage is asked for.

/// What the stage is asked for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The seed of the company and of everything that is drawn.
    pub seed: u64,
    /// The port of the server; any free one when it is zero.
    pub port: u16,
    /// Stay until Ctrl-C and take no orders.
    pub keep: bool,
    /// So many customers more than the company has.
    pub customers: usize,
    /// So many tasks more than the company has.
    pub tasks: usize,
    /// An organisation in which nobody is but its admin.
    pub empty: bool,
    /// A server that nobody has set up.
    pub unset: bool,
}
