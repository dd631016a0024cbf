//! Answers questions over things from a file, for comparing engines: `answer [--tantivy] THINGS QUESTIONS`.
//!
//! `THINGS` holds a [`Findable`] as JSON on each line, `QUESTIONS` a question on each line. Prints the ids of the ten
//! best for each question on a line, tabs between them. With `--tantivy` the same is done by Tantivy as it comes:
//! its Dutch stemmer and stop words and its own query parser over the same fields.

use std::error::Error;
use std::fs;

use search_index::{Findable, Index, PUBLIC, Query};
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{
    IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::tokenizer::{
    Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, StopWordFilter, TextAnalyzer,
};

const WANTED: usize = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let mut given: Vec<String> = std::env::args().skip(1).collect();
    let as_it_comes = given.first().is_some_and(|first| first == "--tantivy");
    if as_it_comes {
        given.remove(0);
    }
    let [things, questions] = given.as_slice() else {
        return Err("call it as: answer [--tantivy] THINGS QUESTIONS".into());
    };
    let things = fs::read_to_string(things)?
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<Vec<Findable>, _>>()?;
    let questions = fs::read_to_string(questions)?;
    if as_it_comes {
        tantivy_answers(&things, &questions)
    } else {
        our_answers(things, &questions)
    }
}

fn our_answers(mut things: Vec<Findable>, questions: &str) -> Result<(), Box<dyn Error>> {
    for thing in &mut things {
        thing.audience = vec![PUBLIC.to_owned()];
    }
    let index = Index::in_memory()?;
    index.rebuild(things, 1)?;
    for question in questions.lines() {
        let asked = Query {
            per_page: WANTED,
            ..Query::text(question)
        };
        let hits = index.search(&asked)?.hits;
        print(hits.into_iter().map(|hit| hit.id));
    }
    Ok(())
}

fn tantivy_answers(things: &[Findable], questions: &str) -> Result<(), Box<dyn Error>> {
    let mut builder = Schema::builder();
    let dutch = TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer("dutch")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions),
    );
    let id = builder.add_text_field("id", STRING | STORED);
    let fields = ["title", "summary", "body", "tags"]
        .map(|name| builder.add_text_field(name, dutch.clone()));
    let index = tantivy::Index::create_in_ram(builder.build());
    let analyser = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(40))
        .filter(LowerCaser)
        .filter(StopWordFilter::new(Language::Dutch).ok_or("Tantivy knows no Dutch stop words")?)
        .filter(Stemmer::new(Language::Dutch))
        .build();
    index.tokenizers().register("dutch", analyser);
    let mut writer = index.writer_with_num_threads(1, 50_000_000)?;
    for thing in things {
        let tags = thing.tags.join(" ");
        let texts = [&thing.title, &thing.summary, &thing.body, &tags];
        let mut document = tantivy::TantivyDocument::default();
        document.add_text(id, &thing.id);
        for (&field, text) in fields.iter().zip(texts) {
            document.add_text(field, text);
        }
        writer.add_document(document)?;
    }
    writer.commit()?;
    let searcher = index.reader()?.searcher();
    let parser = QueryParser::for_index(&index, fields.to_vec());
    for question in questions.lines() {
        let (query, _) = parser.parse_query_lenient(question);
        let best = searcher.search(&query, &TopDocs::with_limit(WANTED).order_by_score())?;
        let mut ids = Vec::new();
        for (_, address) in best {
            let document: tantivy::TantivyDocument = searcher.doc(address)?;
            let found = document.get_first(id).and_then(|value| value.as_str());
            ids.push(found.unwrap_or_default().to_owned());
        }
        print(ids.into_iter());
    }
    Ok(())
}

fn print(ids: impl Iterator<Item = String>) {
    println!("{}", ids.collect::<Vec<_>>().join("\t"));
}
