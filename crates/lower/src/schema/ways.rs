//! The ways in which a value fits a schema of objects.
//!
//! An object that is all of several schemas, some of which are choices, is one of several lists of
//! objects: `A and (B or C)` is `A and B`, or `A and C`. A schema without choices has one way.

use super::context::DEEPEST;
use crate::reader::shape::{self, Shape, is_null, is_silent, only_bounds};
use crate::reader::{JsonType, Node};
use crate::report::Reason;
use crate::schema::Schemas;

/// The most ways that are looked at apart.
pub(super) const MOST_WAYS: usize = 128;

/// The most schemas that are visited for one: members of members may be shared any number of times.
const MOST_VISITS: usize = 1024;

/// One way in which a value fits.
#[derive(Clone, Debug, Default)]
pub(super) struct Way<'a> {
    /// The objects that the value is all of then, what is said later more exactly last.
    pub parts: Vec<Node<'a>>,
    /// The member of a choice that makes it this way, as the choice has it.
    pub member: Option<Node<'a>>,
}

/// All ways in which a value fits.
#[derive(Debug)]
pub(super) struct Ways<'a> {
    /// The ways; at least one.
    pub all: Vec<Way<'a>>,
    /// The schema whose `discriminator` tells which way a value fits, if there is one.
    pub tagged: Option<Node<'a>>,
    /// The overlap of the ways.
    pub overlap: Overlap,
}

/// The overlap of the ways in which a value fits a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Overlap {
    /// A value fits in one way only.
    Never,
    /// A value may fit in several ways at once.
    Possible,
}

/// A walk through the schemas that one is made of.
struct Walk<'a> {
    /// The schemas on the way to the present one.
    path: Vec<String>,
    visits: usize,
    /// `true` if nothing but an object fits, so that other members of choices do not count.
    only_objects: bool,
    tagged: Option<Node<'a>>,
    overlap: Overlap,
}

impl<'a> Schemas<'_, 'a> {
    /// The ways in which a value fits a schema of objects, or why they cannot be told.
    ///
    /// Parts are empty where the schema says nothing of what fits.
    pub(super) fn ways(&mut self, node: &Node<'a>) -> Result<Ways<'a>, Reason> {
        let mut walk = Walk {
            path: Vec::new(),
            visits: 0,
            only_objects: self.reader.json_type(node.clone()) == Some(JsonType::Object),
            tagged: None,
            overlap: Overlap::Never,
        };
        let all = self.expand(node, &mut walk)?.unwrap_or_default();
        Ok(Ways {
            all: if all.is_empty() {
                vec![Way::default()]
            } else {
                all
            },
            tagged: walk.tagged,
            overlap: walk.overlap,
        })
    }

    /// The ways in which a value fits a schema; `None` for one that is on the way to itself, since
    /// it then says nothing new.
    fn expand(
        &mut self,
        node: &Node<'a>,
        walk: &mut Walk<'a>,
    ) -> Result<Option<Vec<Way<'a>>>, Reason> {
        let Some(node) = self.reader.resolve(node.clone()) else {
            return Err("one of its `$ref`s leads to nothing".to_owned());
        };
        if walk.path.contains(&node.at) {
            return Ok(None);
        }
        walk.visits += 1;
        if walk.path.len() == DEEPEST {
            return Err("its schemas are nested too deeply".to_owned());
        }
        if walk.visits > MOST_VISITS {
            return Err("it is made of too many schemas".to_owned());
        }
        walk.path.push(node.at.clone());
        let ways = self.expand_inside(&node, walk);
        walk.path.pop();
        ways.map(Some)
    }

    fn expand_inside(
        &mut self,
        node: &Node<'a>,
        walk: &mut Walk<'a>,
    ) -> Result<Vec<Way<'a>>, Reason> {
        shape::of(node)?;
        self.report_exclusion(node);
        let mut ways = vec![Way::default()];
        for member in node.items("allOf") {
            if let Some(more) = self.expand(&member, walk)? {
                ways = both(&ways, &more)?;
            }
        }
        match shape::own(node) {
            Shape::Object | Shape::Map => ways.iter_mut().for_each(|way| way.add(node)),
            Shape::Anything => {}
            _ => return Err("it joins an object with something that is none".to_owned()),
        }
        for key in ["oneOf", "anyOf"] {
            if let Some(more) = self.expand_choice(node, key, walk)? {
                ways = both(&ways, &more)?;
            }
        }
        Ok(ways)
    }

    /// The ways in which a value fits a choice; `None` for one that decides nothing.
    fn expand_choice(
        &mut self,
        node: &Node<'a>,
        key: &'static str,
        walk: &mut Walk<'a>,
    ) -> Result<Option<Vec<Way<'a>>>, Reason> {
        if node.list(key).is_empty() || only_bounds(node, key) {
            return Ok(None);
        }
        let mut all = Vec::new();
        for member in node.items(key).filter(|member| !is_null(member.map)) {
            if is_silent(&member) {
                self.report_silent(&member);
            }
            let ty = self.reader.json_type(member.clone());
            if walk.only_objects && ty.is_some_and(|ty| ty != JsonType::Object) {
                continue;
            }
            // A member that is all of the present schema makes the choice no narrower.
            let Some(ways) = self.expand(&member, walk)? else {
                return Ok(None);
            };
            all.extend(ways.into_iter().map(|way| way.taken_by(&member)));
            if all.len() > MOST_WAYS {
                return Err(too_many());
            }
        }
        if all.is_empty() {
            return Err("no member of its choice is an object".to_owned());
        }
        if key == "anyOf" {
            walk.overlap = Overlap::Possible;
        }
        if node.has("discriminator") && walk.tagged.is_none() {
            walk.tagged = Some(node.clone());
        }
        Ok(Some(all))
    }
}

impl<'a> Way<'a> {
    /// The one way to fit an object.
    pub(super) fn of(part: &Node<'a>) -> Self {
        Self {
            parts: vec![part.clone()],
            member: None,
        }
    }

    /// Adds an object, once.
    fn add(&mut self, part: &Node<'a>) {
        if !self.has(part) {
            self.parts.push(part.clone());
        }
    }

    /// Returns whether an object is one of its parts.
    pub(super) fn has(&self, part: &Node<'a>) -> bool {
        self.parts.iter().any(|known| known.at == part.at)
    }

    /// Returns whether two ways are the same objects.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.parts.len() == other.parts.len() && self.parts.iter().all(|part| other.has(part))
    }

    /// The way, as a member of a choice that has it; the outermost member with a name stands for it.
    pub(super) fn taken_by(self, member: &Node<'a>) -> Self {
        let has_name = member.reference().is_some() || member.has("title");
        let member = match self.member {
            Some(inner) if !has_name => inner,
            _ => member.clone(),
        };
        Self {
            member: Some(member),
            ..self
        }
    }
}

/// The ways to fit in one of each of two lists of ways, without repetition.
fn both<'a>(first: &[Way<'a>], second: &[Way<'a>]) -> Result<Vec<Way<'a>>, Reason> {
    let mut all: Vec<Way<'a>> = Vec::new();
    for one in first {
        for other in second {
            let mut way = one.clone();
            other.parts.iter().for_each(|part| way.add(part));
            way.member = one.member.clone().or_else(|| other.member.clone());
            if all.len() == MOST_WAYS {
                return Err(too_many());
            }
            if !all.iter().any(|known| known.is_same(&way)) {
                all.push(way);
            }
        }
    }
    Ok(all)
}

pub(super) fn too_many() -> Reason {
    "its choices allow too many combinations".to_owned()
}
