//! Ten thousand random sequences of faults, and the rules that hold for each.

use super::faulty::{Fault, Faulty, OK, Seen};
use graphwright_client::{Call, Clock, Error, RetryPolicy, TransportErrorKind, Undocumented};
use std::time::Duration;

const SEQUENCES: u64 = 10_000;
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(120);

/// Random numbers that are the same in every run.
pub(super) struct Rng(pub(super) u64);

impl Rng {
    pub(super) fn below(&mut self, end: u64) -> u64 {
        // Xorshift, see Marsaglia 2003.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    pub(super) fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        let index = self.below(of.len() as u64);
        of[usize::try_from(index).unwrap()]
    }
}

/// One call, and the faults that it meets.
#[derive(Debug)]
struct Case {
    idempotent: bool,
    attempts: u32,
    timeout: Option<Duration>,
    deadline: Option<Duration>,
    latency: Duration,
    faults: Vec<Fault>,
}

impl Case {
    fn draw(rng: &mut Rng) -> Self {
        let seconds = |seconds: Option<u64>| seconds.map(Duration::from_secs);
        let mut case = Self {
            idempotent: rng.below(2) == 0,
            attempts: u32::try_from(1 + rng.below(6)).unwrap(),
            timeout: seconds(rng.pick(&[None, Some(1), Some(30)])),
            deadline: seconds(rng.pick(&[None, None, Some(2), Some(10), Some(100)])),
            latency: Duration::from_millis(rng.pick(&[0, 10, 900, 1100])),
            faults: Vec::new(),
        };
        case.faults = (0..rng.below(8)).map(|_| case.fault(rng)).collect();
        case
    }

    fn fault(&self, rng: &mut Rng) -> Fault {
        let retry_after = [
            None,
            None,
            Some("0"),
            Some("1"),
            Some("2.128"),
            Some("Sun, 06 Nov 1994 08:50:37 GMT"),
            Some("Sunday, 06-Nov-94 08:49:40 GMT"),
            Some("Sun Nov  6 08:49:41 1994"),
            Some("3600"),
            Some("later"),
        ];
        let status = rng.pick(&[200, 404, 408, 409, 425, 429, 429, 500, 502, 503, 503, 504]);
        match rng.below(10) {
            0 => Fault::Fails(TransportErrorKind::Connect),
            1 => Fault::Fails(TransportErrorKind::Timeout),
            2 => Fault::Fails(TransportErrorKind::Interrupted),
            3 => Fault::HalfBody(status),
            // Only a deadline ends these faults.
            4 if self.deadline.is_some() => Fault::Hangs,
            5 if self.deadline.is_some() => Fault::HangsInBody(status),
            _ => Fault::Status(status, rng.pick(&retry_after)),
        }
    }
}

/// `true` if the server may have acted on the request.
fn is_ambiguous(fault: &Fault, timed_out: bool) -> bool {
    let was_refused = match fault {
        Fault::Fails(TransportErrorKind::Connect) | Fault::Status(425, _) => true,
        Fault::Status(429 | 503, told) => told.is_some_and(|text| text != "later"),
        _ => false,
    };
    timed_out || !was_refused
}

/// The wait that the server asks for at a time, by the test's own knowledge.
fn expected_wait(fault: &Fault, now: Duration) -> Option<Duration> {
    let Fault::Status(_, Some(text)) = fault else {
        return None;
    };
    let at = |seconds| Duration::from_secs(seconds).saturating_sub(now);
    Some(match *text {
        "0" => Duration::ZERO,
        "1" => Duration::from_secs(1),
        "2.128" => Duration::from_millis(2128),
        "3600" => Duration::from_secs(3600),
        // The clock starts at 08:49:37.
        "Sun, 06 Nov 1994 08:50:37 GMT" => at(60),
        "Sunday, 06-Nov-94 08:49:40 GMT" => at(3),
        "Sun Nov  6 08:49:41 1994" => at(4),
        _ => return None,
    })
}

fn check(case: &Case, number: u64, replays: &mut u32) {
    let faulty = Faulty::new(case.faults.clone()).with_latency(case.latency);
    let policy = RetryPolicy::new().attempts(case.attempts);
    let client = faulty.builder().timeout(case.timeout).seed(number);
    let client = client.retry(policy).build().unwrap();
    let mut call = client.call(case.idempotent);
    if let Some(deadline) = case.deadline {
        call = call.deadline(deadline);
    }
    let result = block_on(call.into_future());
    let seen = faulty.take();
    let met: Vec<_> = case
        .faults
        .iter()
        .chain([&OK; 7])
        .take(seen.len())
        .collect();
    assert!(!seen.is_empty() && seen.len() <= usize::try_from(case.attempts).unwrap());

    let timed_out = |seen: &Seen| seen.timeout.is_some_and(|timeout| timeout < case.latency);
    let replayed = met.iter().zip(&seen).rev().skip(1);
    let replayed = replayed.filter(|(fault, seen)| is_ambiguous(fault, timed_out(seen)));
    if !case.idempotent && replayed.count() > 0 {
        *replays += 1;
    }
    for (one, next) in seen.iter().zip(seen.iter().skip(1)) {
        assert_eq!(one.body, next.body);
        assert_eq!(one.headers, next.headers);
    }
    check_waits(case, &met, &seen);
    check_time(case, faulty.clock.now(), &seen);
    check_error(&met, seen.len(), result.err());
}

fn check_waits(case: &Case, met: &[&Fault], seen: &[Seen]) {
    for (index, pair) in seen.windows(2).enumerate() {
        let spent = pair[0]
            .timeout
            .map_or(case.latency, |timeout| timeout.min(case.latency));
        let end = pair[0].at + spent;
        let waited = pair[1].at.checked_sub(end).unwrap();
        let ceiling = Duration::from_millis(500 << index);
        match expected_wait(met[index], end) {
            Some(told) if spent == case.latency => {
                assert_eq!(waited, told);
                assert!(told <= LONGEST_RETRY_AFTER);
            }
            _ => assert!(waited < ceiling, "{waited:?}"),
        }
    }
}

fn check_time(case: &Case, end: Duration, seen: &[Seen]) {
    let Some(deadline) = case.deadline else {
        assert!(seen.iter().all(|seen| seen.timeout == case.timeout));
        return;
    };
    assert!(end <= deadline, "{end:?}");
    for seen in seen {
        let left = deadline.checked_sub(seen.at).unwrap();
        let timeout = case.timeout.map_or(left, |timeout| timeout.min(left));
        assert_eq!(seen.timeout, Some(timeout));
    }
}

fn check_error(met: &[&Fault], sent: usize, error: Option<Error<Undocumented>>) {
    let Some(error) = error else {
        assert!(matches!(met.last(), Some(Fault::Status(200, _))));
        return;
    };
    assert_eq!(usize::try_from(error.attempts()), Ok(sent));
    assert_eq!(error.earlier().len(), sent - 1);
    for (attempt, fault) in error.earlier().iter().zip(met) {
        if let (Some(status), Fault::Status(expected, _)) = (attempt.outcome.status(), fault) {
            assert_eq!(status.as_u16(), *expected);
        }
    }
}

/// Virtual time needs no runtime: every future is ready or fails.
fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    loop {
        if let std::task::Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

#[test]
fn nothing_that_is_not_idempotent_is_sent_again_when_it_may_have_been_acted_on() {
    let mut rng = Rng(0x5eed);
    let mut replays = 0;
    let mut repeated = [0; 2];
    for seed in 0..SEQUENCES {
        let case = Case::draw(&mut rng);
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            check(&case, seed, &mut replays);
        }));
        if let Err(failed) = outcome {
            eprintln!("sequence {seed}: {case:?}");
            std::panic::resume_unwind(failed);
        }
        repeated[usize::from(case.idempotent)] += 1;
    }
    assert_eq!(replays, 0);
    assert!(repeated.iter().all(|count| *count > 4500), "{repeated:?}");
}
