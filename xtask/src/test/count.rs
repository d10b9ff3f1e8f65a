//! How many tests passed, failed and were skipped, read from what a test program prints.

use std::fmt;

/// The three numbers of a closing line.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) passed: usize,
    pub(super) failed: usize,
    pub(super) skipped: usize,
}

impl Count {
    /// Adds another count.
    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }

    /// Moves tests that said they did nothing from passed to skipped.
    pub(super) fn with_skips(self, skips: usize) -> Self {
        let moved = skips.min(self.passed);
        Self {
            passed: self.passed - moved,
            skipped: self.skipped + moved,
            ..self
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{} passed, {} failed, {} skipped",
            self.passed, self.failed, self.skipped
        )
    }
}

/// Reads the lines of test programs one after another.
#[derive(Debug, Default)]
pub(super) struct Reader {
    count: Count,
    /// A program has said how many tests it runs and not yet how they ended.
    open: bool,
}

impl Reader {
    /// Takes one line of stdout into account.
    pub(super) fn line(&mut self, line: &str) {
        if is_opening(line) {
            self.close();
            self.open = true;
        } else if let Some(count) = result(line) {
            self.count = self.count.plus(count);
            self.open = false;
        }
    }

    /// Ends the reading: a program that never said how it ended counts as one failure, and so does
    /// an exit code that nothing else explains.
    pub(super) fn end(mut self, ended_well: bool) -> Count {
        self.close();
        self.count.failed += usize::from(!ended_well && self.count.failed == 0);
        self.count
    }

    fn close(&mut self) {
        self.count.failed += usize::from(std::mem::take(&mut self.open));
    }
}

/// True for `running 3 tests`.
fn is_opening(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    matches!(words.as_slice(), ["running", number, "test" | "tests"] if number.parse::<usize>().is_ok())
}

/// Reads `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
fn result(line: &str) -> Option<Count> {
    let (_, numbers) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let number = |word: &str| {
        numbers
            .split("; ")
            .find_map(|part| part.strip_suffix(word)?.trim().parse::<usize>().ok())
    };
    Some(Count {
        passed: number("passed")?,
        failed: number("failed")?,
        skipped: number("ignored").unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, ended_well: bool) -> Count {
        let mut reader = Reader::default();
        text.lines().for_each(|line| reader.line(line));
        reader.end(ended_well)
    }

    const GOOD: &str = "running 4 tests\ntest a ... ok\n\
        test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s";

    #[test]
    fn results_of_several_programs_are_summed() {
        let sum = read(&format!("{GOOD}\n\n{GOOD}"), true);
        assert_eq!(
            sum,
            Count {
                passed: 6,
                failed: 0,
                skipped: 2
            }
        );
        assert_eq!(sum.to_string(), "6 passed, 0 failed, 2 skipped");
    }

    #[test]
    fn a_program_that_died_before_its_result_is_a_failure() {
        assert_eq!(
            read(&format!("running 9 tests\ntest x ... \n{GOOD}"), false).failed,
            1
        );
        assert_eq!(read(&format!("{GOOD}\nrunning 1 test\n"), false).failed, 1);
    }

    #[test]
    fn a_build_that_failed_is_a_failure_though_no_test_ran() {
        assert_eq!(
            read("", false),
            Count {
                passed: 0,
                failed: 1,
                skipped: 0
            }
        );
    }

    #[test]
    fn a_test_that_said_it_did_nothing_is_skipped_and_not_passed() {
        let count = read(GOOD, true).with_skips(2);
        assert_eq!(
            count,
            Count {
                passed: 1,
                failed: 0,
                skipped: 3
            }
        );
    }
}
