//! Passes: what each needs and gives, and its work.

use super::model::Model;
use super::part::Part;

/// A pass of lowering.
pub struct Pass<'a> {
    /// Its name.
    pub(crate) name: &'static str,
    /// The parts that it reads.
    pub(crate) needs: &'static [Part],
    /// The parts that it makes or changes.
    pub(crate) gives: &'static [Part],
    /// Hands a pass the parts that it needs, and puts away those that it gives.
    pub(super) run: Box<dyn Fn(&mut Model<'a>) + 'a>,
}

/// A pass of another front end, and its place in the list.
pub struct Insertion<'a> {
    /// The name of the pass that it comes after.
    pub after: &'static str,
    /// The pass.
    pub pass: Pass<'a>,
}

impl<'a> Pass<'a> {
    /// A pass with a name of its own, by the parts that it reads, those that it makes or changes, and its work.
    pub fn new(
        name: &'static str,
        needs: &'static [Part],
        gives: &'static [Part],
        run: impl Fn(&mut Model<'a>) + 'a,
    ) -> Self {
        Self {
            name,
            needs,
            gives,
            run: Box::new(run),
        }
    }

    /// Returns whether this pass and a later one must keep their order.
    pub(super) fn must_precede(&self, later: &Self) -> bool {
        let touches =
            |pass: &Self, part: &Part| pass.needs.contains(part) || pass.gives.contains(part);
        self.gives.iter().any(|part| touches(later, part))
            || later.gives.iter().any(|part| touches(self, part))
    }
}
