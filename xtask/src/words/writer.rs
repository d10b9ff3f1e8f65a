//! Text that grows by lines, each indented by its depth.

/// A file that is being written.
#[derive(Debug, Default)]
pub(super) struct Writer {
    text: String,
    depth: usize,
}

impl Writer {
    /// Begins with these lines.
    pub(super) fn new(head: &[&str]) -> Writer {
        let mut writer = Writer::default();
        for line in head {
            writer.line(line);
        }
        writer
    }

    /// Writes one line.
    pub(super) fn line(&mut self, line: impl AsRef<str>) {
        if !line.as_ref().is_empty() {
            self.text.extend(std::iter::repeat_n("    ", self.depth));
            self.text.push_str(line.as_ref());
        }
        self.text.push('\n');
    }

    /// Writes lines between an opening one, which ends with a brace, and its closing brace.
    pub(super) fn block(&mut self, open: impl AsRef<str>, inner: impl FnOnce(&mut Writer)) {
        self.line(format!("{} {{", open.as_ref()));
        self.depth += 1;
        inner(self);
        self.depth -= 1;
        self.line("}");
    }

    /// Returns what was written.
    pub(super) fn end(self) -> String {
        self.text
    }
}
