//! Reachability, and the edges that close a circle.

/// Visits everything that some roots lead to.
///
/// `enter` returns `false` for a thing that was visited before; `next` adds what a thing leads to. The
/// order of visits says nothing.
pub(crate) fn reach<N: Copy>(
    roots: impl IntoIterator<Item = N>,
    mut enter: impl FnMut(N) -> bool,
    mut next: impl FnMut(N, &mut Vec<N>),
) {
    let mut open: Vec<N> = roots.into_iter().collect();
    while let Some(thing) = open.pop() {
        if enter(thing) {
            next(thing, &mut open);
        }
    }
}

/// An edge of a graph, by the node that it leaves and its position among the edges of that node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edge {
    pub(crate) from: usize,
    pub(crate) index: usize,
}

/// Returns the edges that lead back to a node on the path to them, in a walk from the first node on:
/// without them the graph has no circle. `next` has the targets of each node's edges; an edge may lead
/// nowhere.
pub(crate) fn back_edges(next: &[Vec<Option<usize>>]) -> Vec<Edge> {
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum State {
        New,
        OnPath,
        Done,
    }
    let mut states = vec![State::New; next.len()];
    let mut found = Vec::new();
    for start in 0..next.len() {
        if states[start] != State::New {
            continue;
        }
        states[start] = State::OnPath;
        let mut path = vec![Edge {
            from: start,
            index: 0,
        }];
        while let Some(edge) = path.last_mut() {
            let current = *edge;
            let Some(target) = next[current.from].get(current.index) else {
                states[current.from] = State::Done;
                path.pop();
                continue;
            };
            edge.index += 1;
            let Some(target) = *target else { continue };
            match states[target] {
                State::New => {
                    states[target] = State::OnPath;
                    path.push(Edge {
                        from: target,
                        index: 0,
                    });
                }
                State::OnPath => found.push(current),
                State::Done => {}
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(next: &[&[Option<usize>]], expected: &[(usize, usize)]) {
        let next: Vec<Vec<_>> = next.iter().map(|targets| targets.to_vec()).collect();
        let found = back_edges(&next);
        let found: Vec<_> = found.iter().map(|edge| (edge.from, edge.index)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn without_back_edges_there_is_no_circle() {
        let to = Some;
        check(
            &[&[to(1)], &[to(2)], &[to(0), to(3)], &[to(3)]],
            &[(2, 0), (3, 0)],
        );
        check(&[&[to(1), to(2)], &[to(2)], &[]], &[]);
        check(&[&[None, to(0)]], &[(0, 1)]);
    }

    #[test]
    fn a_long_path_needs_no_stack() {
        let mut next: Vec<Vec<_>> = (1..=200_000).map(|target| vec![Some(target)]).collect();
        next.push(vec![Some(0)]);
        assert_eq!(
            back_edges(&next),
            [Edge {
                from: 200_000,
                index: 0
            }]
        );
    }

    #[test]
    fn everything_is_visited_once() {
        let next: [&[usize]; 4] = [&[1, 2], &[0], &[2, 1], &[0]];
        let mut visited = Vec::new();
        reach(
            [0, 0],
            |node| {
                let is_new = !visited.contains(&node);
                if is_new {
                    visited.push(node);
                }
                is_new
            },
            |node, open| open.extend(next[node]),
        );
        visited.sort_unstable();
        assert_eq!(visited, [0, 1, 2]);
    }
}
