//! Threads that share the chunks of one walk along the order.

use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::diagnostic::Problems;

use super::Failure;

/// Files of which one thread makes all before it looks for more; the bits of a [`u64`] stand for
/// them.
pub(super) const CHUNK: usize = 64;

/// How many threads work.
pub(super) fn threads() -> usize {
    rayon::current_num_threads()
}

/// A stretch of the chunks, which one thread begins with.
struct Part {
    next: AtomicUsize,
    end: usize,
}

impl Part {
    fn take(&self) -> Option<usize> {
        // Nothing else is told between threads by this number.
        let chunk = self.next.fetch_add(1, Ordering::Relaxed);
        (chunk < self.end).then_some(chunk)
    }
}

/// Does `work` on every chunk and returns what came of each, in order, and what `end` makes of
/// the state that each thread begins with by `start`.
///
/// A thread keeps to a stretch of its own as long as there is any of it, because neighbours share
/// what they are made of; then it helps with the others.
pub(super) fn share<S, R: Send, E: Send>(
    chunks: usize,
    start: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) -> Result<R, Failure> + Sync,
    end: impl Fn(S) -> E + Sync,
) -> Result<(Vec<R>, Vec<E>), Failure> {
    let threads = threads().min(chunks);
    let parts: Vec<Part> = (0..threads)
        .map(|thread| Part {
            next: AtomicUsize::new(chunks * thread / threads),
            end: chunks * (thread + 1) / threads,
        })
        .collect();
    // The first chunk that failed: all before it are done, so that the same failure is told
    // whichever thread is fastest.
    let failed = AtomicUsize::new(usize::MAX);
    let run = |own: usize| {
        let mut state = start();
        let mut done = Vec::new();
        let others = (0..threads).map(|step| &parts[(own + step) % threads]);
        for part in others {
            while let Some(chunk) = part.take()
                && chunk < failed.load(Ordering::Relaxed)
            {
                let result = work(&mut state, chunk);
                if result.is_err() {
                    failed.fetch_min(chunk, Ordering::Relaxed);
                }
                done.push((chunk, result));
            }
        }
        (done, end(state))
    };
    let mut all = Vec::with_capacity(chunks);
    let mut ends = Vec::with_capacity(threads);
    thread::scope(|scope| {
        let run = &run;
        let workers: Vec<_> = (0..threads)
            .map(|thread| scope.spawn(move || run(thread)))
            .collect();
        for worker in workers {
            match worker.join() {
                Ok((done, end)) => {
                    all.extend(done);
                    ends.push(end);
                }
                Err(panic) => panic::resume_unwind(panic),
            }
        }
    });
    all.sort_unstable_by_key(|(chunk, _)| *chunk);
    let mut results = Vec::with_capacity(all.len());
    let mut failures = Vec::new();
    for (_, result) in all {
        match result {
            Ok(result) => results.push(result),
            Err(failure) => failures.push(failure),
        }
    }
    match together(failures) {
        Some(failure) => Err(failure),
        None => Ok((results, ends)),
    }
}

/// The first failure; one of templates together with all others of templates.
pub(super) fn together(failures: Vec<Failure>) -> Option<Failure> {
    let mut failures = failures.into_iter();
    let first = failures.next()?;
    let Failure::Input(mut all) = first else {
        return Some(first);
    };
    for failure in failures {
        if let Failure::Input(problems) = failure {
            all.extend(problems);
        }
    }
    let mut problems = Problems::default();
    for problem in all {
        problems.push(problem);
    }
    // A template that fails does so on many pages: each failure is told once.
    let mut problems = problems.into_sorted();
    problems.dedup_by(|a, b| a.place == b.place && a.message == b.message);
    Some(Failure::Input(problems))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chunk_is_done_once_and_comes_back_in_order() {
        for chunks in [0, 1, 2, 3, 64, 1000] {
            let (results, counts) = share(
                chunks,
                || 0,
                |count: &mut usize, chunk| {
                    *count += 1;
                    Ok(chunk)
                },
                |count| count,
            )
            .expect("nothing fails");
            assert!(results.into_iter().eq(0..chunks));
            assert_eq!(counts.into_iter().sum::<usize>(), chunks);
        }
    }

    #[test]
    fn what_fails_first_in_the_order_is_told() {
        let failure = share(
            500,
            || (),
            |(), chunk| {
                let path = format!("{chunk}").into();
                Err::<(), _>(Failure::NotOurs { path })
            },
            |()| (),
        );
        let Err(Failure::NotOurs { path }) = failure else {
            panic!("{failure:?}");
        };
        assert_eq!(path.to_str(), Some("0"));
    }
}
