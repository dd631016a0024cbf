//! The same work for everybody, divided over the processors; the answer does not depend on how.

use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many are handed to a thread at a time.
const CHUNK: usize = 256;

/// `work` for each position below `count`, in order.
pub(crate) fn for_each<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    for_each_chunk(count, |positions| positions.map(&work).collect())
}

/// `work` for each chunk of the positions below `count`, which gives a result for each of them, in
/// order.
pub(crate) fn for_each_chunk<T: Send>(
    count: usize,
    work: impl Fn(Range<usize>) -> Vec<T> + Sync,
) -> Vec<T> {
    let chunks = count.div_ceil(CHUNK);
    let positions = |chunk: usize| chunk * CHUNK..count.min((chunk + 1) * CHUNK);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    if threads.min(chunks) <= 1 {
        return (0..chunks)
            .flat_map(|chunk| work(positions(chunk)))
            .collect();
    }
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(chunks));
    thread::scope(|scope| {
        for _ in 0..threads.min(chunks) {
            scope.spawn(|| {
                loop {
                    let chunk = next.fetch_add(1, Ordering::Relaxed);
                    if chunk >= chunks {
                        break;
                    }
                    let results = work(positions(chunk));
                    let mut done = done.lock().expect("no thread panics while it holds this");
                    done.push((chunk, results));
                }
            });
        }
    });
    let mut done = done
        .into_inner()
        .expect("a panic has ended the scope already");
    done.sort_unstable_by_key(|(chunk, _)| *chunk);
    done.into_iter().flat_map(|(_, results)| results).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_gets_its_own_result_in_order() {
        for count in [0, 1, CHUNK, 3 * CHUNK + 1] {
            let squares = for_each(count, |at| at * at);
            assert_eq!(squares, (0..count).map(|at| at * at).collect::<Vec<_>>());
        }
    }
}
