//! The words that the splitter knows, as a trie: it is walked from every place in a word, and a walk ends at the
//! first letter that no word goes on with.

use std::io::Read;
use std::sync::OnceLock;

use super::stem::stem;

/// Raised with each new dictionary or change of the analysis: an index made with another version is rebuilt.
pub(crate) const DICTIONARY_VERSION: u64 = 4;

/// `dictionary/README.md` says where it comes from.
static COMPRESSED: &[u8] = include_bytes!("../../dictionary/nl-v1.tsv.zst");

/// What the dictionary says of a word; costs are in eighths of -ln(frequency), `None` is "never".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Entry {
    /// As a word of its own.
    pub(crate) whole: Option<u8>,
    /// As a part that is not the last.
    pub(crate) before: Option<u8>,
    /// As the last part.
    pub(crate) last: Option<u8>,
    /// An index into [`Dictionary::lemma`]; 0 is none.
    lemma: u16,
}

/// A trie, laid out for walks from the root.
pub(crate) struct Dictionary {
    nodes: Vec<TrieNode>,
    /// The node of every three letters that a word begins with, 0 for none.
    third: Vec<u32>,
    entries: Vec<Entry>,
    lemmas: Vec<String>,
    /// The stem of each word, once it was asked for: compounds share their parts.
    stems: Vec<OnceLock<Box<str>>>,
}

/// All that a step needs lies in one place: each is a wait for memory.
#[derive(Clone, Copy, Default)]
struct TrieNode {
    /// A bit for each letter that a word goes on with.
    letters: u32,
    first_child: u32,
    /// One more than an index into `entries`, 0 for a node that is no word.
    entry: u32,
}

/// A word of the dictionary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Word(u32);

/// The place of a walk through the trie.
#[derive(Clone, Copy)]
pub(crate) struct Node(u32);

const LETTERS: usize = 26;

impl Dictionary {
    /// The dictionary of this version, unpacked at the first call (some 20 ms).
    ///
    /// # Panics
    /// When the file in this crate is not what `make.py` writes; a test reads it.
    #[expect(
        clippy::expect_used,
        reason = "the file is part of the binary and a test reads it"
    )]
    pub(crate) fn dutch() -> &'static Self {
        static DUTCH: OnceLock<Dictionary> = OnceLock::new();
        DUTCH.get_or_init(|| {
            let mut text = String::new();
            zstd::Decoder::new(COMPRESSED)
                .and_then(|mut decoder| decoder.read_to_string(&mut text))
                .expect("the dictionary unpacks");
            Self::read(&text)
        })
    }

    /// Reads lines of `word<TAB>whole<TAB>before<TAB>last<TAB>lemma`, sorted by word, empty columns left out.
    #[must_use]
    pub(crate) fn read(text: &str) -> Self {
        let mut lemmas = vec![String::new()];
        let mut words = Vec::new();
        let mut entries = Vec::new();
        for line in text.lines() {
            let mut columns = line.split('\t');
            let plain = |word: &&str| {
                !word.is_empty() && word.bytes().all(|letter| letter.is_ascii_lowercase())
            };
            let Some(word) = columns.next().filter(plain) else {
                continue;
            };
            let mut cost = || columns.next().and_then(|column| column.parse().ok());
            let (whole, before, last) = (cost(), cost(), cost());
            let lemma = columns.next().map_or(0, |lemma| {
                lemmas.push(lemma.to_owned());
                u16::try_from(lemmas.len() - 1).unwrap_or(0)
            });
            words.push(word.as_bytes());
            entries.push(Entry {
                whole,
                before,
                last,
                lemma,
            });
        }
        let nodes = trie(&words);
        Self {
            third: third_letters(&nodes),
            nodes,
            stems: entries.iter().map(|_| OnceLock::new()).collect(),
            entries,
            lemmas,
        }
    }

    /// Where a walk over a word of at least three letters begins: behind these.
    #[inline]
    #[must_use]
    pub(crate) fn begin(&self, letters: [u8; 3]) -> Option<Node> {
        let mut place = 0;
        for letter in letters {
            if !letter.is_ascii_lowercase() {
                return None;
            }
            place = place * LETTERS + usize::from(letter - b'a');
        }
        let node = self.third[place];
        (node > 0).then_some(Node(node))
    }

    /// One letter further, if a word goes on with it.
    #[inline]
    #[must_use]
    pub(crate) fn step(&self, node: Node, letter: u8) -> Option<Node> {
        self.nodes[node.0 as usize].child(letter).map(Node)
    }

    /// The word that ends here.
    #[inline]
    #[must_use]
    pub(crate) fn word(&self, node: Node) -> Option<Word> {
        self.nodes[node.0 as usize].entry.checked_sub(1).map(Word)
    }

    /// What is known of a word.
    #[inline]
    #[must_use]
    pub(crate) fn entry(&self, word: Word) -> Entry {
        self.entries[word.0 as usize]
    }

    /// The stem of a word that is written so; of a form that only occurs in compounds, that of the word it stands for.
    #[must_use]
    pub(crate) fn stem(&self, word: Word, written: &str) -> &str {
        self.stems[word.0 as usize].get_or_init(|| {
            let lemma = self.lemma(self.entry(word));
            stem(lemma.unwrap_or(written)).into()
        })
    }

    /// What is known of `word`.
    #[cfg(test)]
    fn find(&self, word: &str) -> Option<Entry> {
        let (first, rest) = word.as_bytes().split_first_chunk()?;
        let node = rest
            .iter()
            .try_fold(self.begin(*first)?, |node, &letter| self.step(node, letter))?;
        self.word(node).map(|word| self.entry(word))
    }

    /// The word that a compound-only form stands for: *zonne* is *zon*.
    #[must_use]
    fn lemma(&self, entry: Entry) -> Option<&str> {
        (entry.lemma > 0).then(|| self.lemmas[usize::from(entry.lemma)].as_str())
    }
}

impl TrieNode {
    #[inline]
    fn child(self, letter: u8) -> Option<u32> {
        let bit = 1_u32.checked_shl(u32::from(letter.wrapping_sub(b'a')))?;
        let before = (self.letters & (bit - 1)).count_ones();
        (self.letters & bit > 0).then(|| self.first_child + before)
    }
}

/// The nodes from sorted words of the letters a to z: the children of a node lie together, and right behind them all that
/// is below the first, so that the end of a walk stays in a line of the processor's cache.
fn trie(words: &[&[u8]]) -> Vec<TrieNode> {
    let number = |of: usize| u32::try_from(of).unwrap_or(0);
    let mut nodes = vec![TrieNode::default()];
    // Nodes whose children are still to come, with the words below them, as a range, and their depth.
    let mut left = vec![(0, (0, words.len()), 0)];
    while let Some((place, (mut from, to), depth)) = left.pop() {
        let mut node = TrieNode {
            first_child: number(nodes.len()),
            ..TrieNode::default()
        };
        if from < to && words[from].len() == depth {
            node.entry = number(from + 1);
            from += 1;
        }
        let before = left.len();
        while from < to {
            let letter = words[from][depth];
            let run = words[from..to].partition_point(|word| word[depth] <= letter);
            node.letters |= 1 << (letter - b'a');
            left.push((nodes.len(), (from, from + run), depth + 1));
            nodes.push(TrieNode::default());
            from += run;
        }
        left[before..].reverse();
        nodes[place] = node;
    }
    nodes
}

/// The node behind every three letters, 0 for none: the root is behind nothing.
fn third_letters(nodes: &[TrieNode]) -> Vec<u32> {
    let mut behind = vec![0];
    for depth in 0..3 {
        let step = |&node: &u32| {
            let from = (depth == 0 || node > 0).then(|| nodes[node as usize]);
            (b'a'..=b'z').map(move |letter| from.and_then(|from| from.child(letter)).unwrap_or(0))
        };
        behind = behind.iter().flat_map(step).collect();
    }
    behind
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_in_the_crate_can_be_read_and_is_sorted() {
        let dutch = Dictionary::dutch();
        assert!(dutch.entries.len() > 50_000);
        for word in ["team", "vergadering", "werk", "vorm", "zonne"] {
            assert!(dutch.find(word).is_some(), "{word}");
        }
        assert!(dutch.find("xqz").is_none());
    }

    #[test]
    fn words_that_begin_alike_are_told_apart() {
        let read = Dictionary::read("aal\t1\naap\t\t2\naapje\t\t\t3\nzonne\t\t4\t\tzon\n");
        assert_eq!(read.entries.len(), 4);
        assert_eq!(read.find("aal").unwrap().whole, Some(1));
        assert_eq!(read.find("aap").unwrap().before, Some(2));
        assert_eq!(read.find("aapje").unwrap().last, Some(3));
        assert_eq!(read.lemma(read.find("zonne").unwrap()), Some("zon"));
        assert!(read.find("aa").is_none());
        assert!(read.find("aaz").is_none());
        assert!(read.find("aapjes").is_none());
    }
}
