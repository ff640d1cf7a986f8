//! A small archive of our own articles, indexed as any other, and asked without a program around it.

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

use indexer::{Indexer, Silent, SyncOptions};
use jiff::civil::date;
use query::{Archive, Error, Hits, Matching, Search};
use schema::Home;
use tempfile::TempDir;

/// Articles by their record. Every word that a test counts on stands in as many of them as the test says.
const NEWS: &str = r#"
{"id":"a1","title":"Grève des cheminots à Lyon","text":"La grève des cheminots continue à Lyon. Les syndicats ont rencontré la direction mardi.","date":"2024-03-05","source":"Le Courrier","byline":"Anne Berger","language":"fr","tags":["Rail","Grève"]}
{"id":"a2","title":"Rail strike enters its second week","text":"The strike of railway workers in Lyon enters its second week. Unions met the management on Tuesday.","date":"2024-03-06","source":"The Ledger","byline":"Harriet Lowe","language":"en","tags":["Rail"]}
{"id":"a3","title":"Le métro de Lyon reprend","text":"Le métro a repris mercredi. La longue grève des conducteurs est finie, disent les syndicats.","date":"2024-03-07","source":"Le Courrier","byline":"Paul Dupond","language":"fr","tags":["Métro"]}
{"id":"a4","title":"Armées et marchés","text":"L'armée achète cent véhicules. Le contrat avec le constructeur fait débat à l'Assemblée.","date":"2024-04","source":"Le Courrier","byline":"Anne Berger","language":"fr","tags":["Défense"]}
{"id":"a5","title":"Army buys a hundred vehicles","text":"The army buys a hundred vehicles from a French maker. The contract is debated in parliament.","date":"2024-04-12","source":"The Ledger","byline":"Harriet Lowe","language":"en","tags":["Defence"]}
{"id":"a6","title":"Armement : le débat","text":"Le débat sur l'armement divise. Un constructeur de chemins de fer se dit prêt à livrer.","date":"2024-04-15","source":"Gazette du soir","byline":"Paul Dupont","language":"fr","tags":["Défense"]}
{"id":"a7","title":"Une arme ancienne au musée","text":"Une arme du XVIIe siècle entre au musée de Lyon. Elle fut trouvée sous un chemin de halage.","date":"2024-05-02","source":"Gazette du soir","byline":"Claire Dupond","language":"fr","tags":["Musée"]}
{"id":"a8","title":"Le chat et la souris","text":"La souris que le chat poursuit dort. Le petit chat noir la regarde de loin.","source":"Gazette du soir","language":"fr"}
{"id":"a9","title":"Cat cafés reach Lyon","text":"A black cat sleeps in the window. The café opened on Monday near the museum.","date":"2024-05-03","source":"The Ledger","byline":"Jane Doe","language":"en"}
{"id":"b1","title":"ONU : la trêve tient","text":"La trêve tient, dit l'ONU. Le porte-parole a salué la chute de la violence dans la région de Hama.","date":"2024-12-05","source":"Le Courrier","byline":"Anne Berger","language":"fr","tags":["Trêve"]}
{"id":"b2","title":"La chute de Hama","text":"La ville de Hama est tombée jeudi. #Hama Les habitants décrivent la chute d'une ville fantôme.","date":"2024-12-06","source":"Gazette du soir","byline":"Paul Dupont","language":"fr","tags":["Syrie"]}
{"id":"b3","title":"Covid-19 : la vague recule","text":"Le Covid-19 recule, avec 115 000 cas cette semaine contre 130 000 la semaine dernière.","date":"2024-12-07","source":"Le Courrier","language":"fr","tags":["Santé"]}
"#;

/// The archive, built once a test run.
pub(crate) fn archive() -> &'static Archive {
    static SITE: LazyLock<(TempDir, Archive)> = LazyLock::new(|| {
        let folder = tempfile::tempdir().unwrap();
        let news = folder.path().join("news.jsonl");
        fs::write(&news, NEWS.trim_start()).unwrap();
        let home = Home::new(folder.path().join("index"));
        let mut indexer = Indexer::open(home.clone(), indexer::Options::default()).unwrap();
        let summary = indexer.sync(&[news], &SyncOptions::default(), &Silent).unwrap();
        assert_eq!(summary.added as usize, ALL.len());
        let archive = Archive::open(home.folder()).unwrap();
        (folder, archive)
    });
    &SITE.1
}

/// The records of all articles.
pub(crate) const ALL: &[&str] = &["a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "b1", "b2", "b3"];

/// A search as of the seventh of December 2024, without other names.
pub(crate) fn search(query: &str) -> Search {
    Search { names: false, limit: 100, ..Search::new(query, date(2024, 12, 7)) }
}

pub(crate) fn ask(search: &Search) -> Result<Hits, Error> {
    archive().search(search)
}

/// The records that `query` finds where all its words must match, best first.
#[track_caller]
pub(crate) fn found(query: &str) -> Vec<String> {
    let hits = ask(&Search { matching: Some(Matching::All), ..search(query) });
    records(&hits.unwrap_or_else(|error| panic!("{query:?}: {error}")))
}

pub(crate) fn records(hits: &Hits) -> Vec<String> {
    hits.hits.iter().map(|hit| hit.stored.analysed.article.record.clone().unwrap_or_default()).collect()
}

#[track_caller]
pub(crate) fn found_set(query: &str) -> BTreeSet<String> {
    found(query).into_iter().collect()
}

pub(crate) fn set(records: &[&str]) -> BTreeSet<String> {
    records.iter().map(|record| (*record).to_owned()).collect()
}
