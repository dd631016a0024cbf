//! What the engine does with a whole country of profiles, as a table.
//!
//! `cargo run --release -p matching-engine --example country -- [STUDENTS BUDDIES [RULE...]]`
//! draws so many people (60,000 and 20,000 unless said otherwise) and makes a checked draft by
//! each rule (`stable`, `best`, `balanced`); `top` measures lists of ten instead, `explain` says
//! why and why not for everybody. `pairs=FOLDER` makes the draft of `best` and writes the pairs it
//! looked at closely for another solver. `lists=LENGTH` starts drafts with lists of that length. Exits with 1 when the checker refuses a draft.

mod people;

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use matching_engine::{Batch, Draft, Options, Person, Placing, Rule, Shelf, Weights, check_draft};
use people::{Dice, country};

fn main() -> ExitCode {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    let sizes: Vec<usize> = words.iter().map_while(|word| word.parse().ok()).collect();
    words.drain(..sizes.len());
    let size = |at: usize, usual| sizes.get(at).copied().unwrap_or(usual);
    let (students, buddies) = country(7, size(0, 60_000), size(1, 20_000));
    let places: u32 = buddies.iter().map(|(_, free)| free).sum();
    println!(
        "{} students, {} buddies, {places} places",
        students.len(),
        buddies.len()
    );
    if words.is_empty() {
        words = ["top", "explain", "stable", "best", "balanced"]
            .map(str::to_owned)
            .to_vec();
    }
    let lists = words.iter().find_map(|word| word.strip_prefix("lists="));
    let lists: Option<usize> = lists.and_then(|lists| lists.parse().ok());
    words.retain(|word| !word.starts_with("lists="));
    let batch = || {
        let batch = Batch::new(students.clone(), buddies.clone(), &[], Weights::default());
        match lists {
            Some(length) => batch.with_lists_of(length),
            None => batch,
        }
    };
    let right = words.iter().all(|word| match word.as_str() {
        "top" => lists_of_ten(&students, &buddies),
        "stable" => one_rule(&batch, Rule::Stable),
        "best" => one_rule(&batch, Rule::Best),
        "balanced" => one_rule(&batch, Rule::Balanced),
        "explain" => why_and_why_not(&batch()),
        other => {
            if let Some(folder) = other.strip_prefix("pairs=") {
                pairs_of_best(&batch, &buddies, Path::new(folder))
            } else {
                eprintln!("no such measurement: {other}");
                false
            }
        }
    });
    if right {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

const OPTIONS: Options = Options {
    max_blocking: 1_000,
};

/// Wall and processor time since a moment.
struct Watch(Instant, Duration);

impl Watch {
    fn start() -> Self {
        Self(Instant::now(), processor_time())
    }

    fn read(&self) -> String {
        let (wall, processor) = (self.0.elapsed(), processor_time().saturating_sub(self.1));
        format!(
            "{:.2} s ({:.2} s processor)",
            wall.as_secs_f64(),
            processor.as_secs_f64()
        )
    }
}

fn one_rule(batch: &dyn Fn() -> Batch, rule: Rule) -> bool {
    let watch = Watch::start();
    let batch = batch();
    let draft = batch.draft(rule, OPTIONS);
    check_and_print(&batch, &draft, &watch)
}

/// The pairs as triples of 64-bit integers (student, buddy, score), and the places of each buddy.
fn pairs_of_best(batch: &dyn Fn() -> Batch, buddies: &[(Person, u32)], folder: &Path) -> bool {
    let watch = Watch::start();
    let batch = batch();
    let (draft, pairs) = batch.best_and_pairs();
    let right = check_and_print(&batch, &draft, &watch);
    let triples = pairs
        .iter()
        .flat_map(|(student, ranked)| [*student, ranked.buddy, ranked.score].map(u64::from));
    let places = buddies.iter().map(|(_, free)| u64::from(*free));
    let pairs: Vec<u8> = triples.flat_map(u64::to_le_bytes).collect();
    let places: Vec<u8> = places.flat_map(u64::to_le_bytes).collect();
    let written = std::fs::write(folder.join("pairs.i64"), pairs)
        .and_then(|()| std::fs::write(folder.join("places.i64"), places));
    right && written.is_ok()
}

fn check_and_print(batch: &Batch, draft: &Draft, watch: &Watch) -> bool {
    let solved = watch.read();
    let report = check_draft(batch, draft, OPTIONS);
    let gap = draft.certificate.map(|certificate| certificate.gap);
    println!(
        "{:?}: draft {solved}, checked {}, peak {} MiB; matched {}, total {}, gap {gap:?}, \
         blocking {}, rounds {}, pairs {}; {} faults",
        draft.rule,
        watch.read(),
        peak_mib(),
        draft.matched(),
        draft.total,
        draft.blocking_pairs,
        draft.effort.rounds,
        draft.effort.pairs,
        report.violations.len(),
    );
    report.violations.is_empty()
}

/// Everybody's ten with their parts, and why the eleventh is not among them.
fn why_and_why_not(batch: &Batch) -> bool {
    let watch = Watch::start();
    let explained = batch.explain(10);
    let took = watch.read();
    let next = explained.iter().filter_map(|one| one.next.as_ref());
    let (mut asked, mut helped, mut choices) = (0, 0, 0);
    for (_, placing) in next {
        asked += 1;
        if let Placing::NotProposed {
            change: Some(change),
            ..
        } = placing
        {
            helped += 1;
            choices += change.len();
        }
    }
    let adds_up = explained
        .iter()
        .flat_map(|one| &one.list)
        .all(|(ranked, score)| {
            let (student, buddy) = score.sides();
            ranked.score == student + buddy
        });
    println!(
        "why and why not: {took}; of {asked} eleventh buddies {helped} come in by a change, \
         {choices} choices together"
    );
    adds_up
}

/// One student's ten at a time, while free places come and go.
fn lists_of_ten(students: &[Person], buddies: &[(Person, u32)]) -> bool {
    let mut dice = Dice(11);
    let mut shelf = Shelf::new(buddies);
    let weights = Weights::default();
    let sample = students.len().min(20_000);
    let mut once = Vec::with_capacity(sample);
    let mut calm = Vec::with_capacity(sample);
    for student in &students[..sample] {
        let changed = u32::try_from(dice.below(buddies.len() as u64)).expect("a position");
        shelf.set_free(changed, u32::try_from(dice.below(3)).expect("small"));
        let mut times = [Duration::ZERO; 5];
        for time in &mut times {
            let started = Instant::now();
            std::hint::black_box(shelf.top(student, 10, &weights, &[]));
            *time = started.elapsed();
        }
        once.push(times[0]);
        calm.push(times.into_iter().min().unwrap_or_default());
    }
    print_times("lists of ten, first of five runs", once);
    print_times("lists of ten, quickest of five", calm);
    true
}

fn print_times(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e6;
    println!(
        "{what}: median {:.1} µs, p99 {:.1} µs, longest {:.1} µs",
        at(50),
        at(99),
        at(100)
    );
}

/// The most memory this process has had (Linux).
fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| {
        line.trim()
            .trim_end_matches("kB")
            .trim()
            .parse::<u64>()
            .ok()
    });
    kib.unwrap_or(0) / 1024
}

/// Processor time of all threads so far (Linux, in hundredths of a second).
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name in brackets may hold spaces; user and system time stand 11 and 12 fields after it.
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let fields: Vec<u64> = after
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse().ok())
        .collect();
    Duration::from_millis(10 * fields.iter().sum::<u64>())
}
