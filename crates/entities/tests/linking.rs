//! Which names are one: pairs that must be joined and pairs that must not, each in an archive that has both names.

use article::Kind::{self, Organisation, Person, Place};
use entities::{Fact, Registry};

/// The archive of a pair: both names, and the countries that its places may lie in.
fn joined(kind: Kind, a: &str, b: &str) -> bool {
    let (a, b) = (analysis::fold(a), analysis::fold(b));
    let mut facts = vec![Fact::new(&a, None, kind, 3), Fact::new(&b, None, kind, 2)];
    for country in ["syrie", "france", "russia", "iraq", "ukraine"] {
        facts.push(Fact::new(country, None, Place, 9));
    }
    let registry = Registry::build(facts);
    registry.entity_of(&a) == registry.entity_of(&b)
}

fn check_one(kind: Kind, pairs: &[(&str, &str)]) {
    let apart: Vec<_> = pairs.iter().filter(|(a, b)| !joined(kind, a, b)).collect();
    assert!(apart.is_empty(), "should be one: {apart:?}");
}

fn check_apart(kind: Kind, pairs: &[(&str, &str)]) {
    let one: Vec<_> = pairs.iter().filter(|(a, b)| joined(kind, a, b)).collect();
    assert!(one.is_empty(), "should not be one: {one:?}");
}

#[test]
fn people_under_several_spellings_are_one() {
    check_one(
        Person,
        &[
            ("Bachar al-Assad", "Bashar el-Assad"),
            ("Bachar Al-Assad", "Bashar Assad"),
            ("Abou Mohammed al-Julani", "Abu Muhammad al-Jolani"),
            ("Abou Mohammad al-Jolani", "Abu Mohammed al-Golani"),
            ("Ahmed al-Charaa", "Ahmad al-Sharaa"),
            ("Hassan Abdul Ghany", "Hassan Abdel Ghani"),
            ("Hassan Abdelghani", "Hassan Abdul-Ghani"),
            ("Vladimir Poutine", "Vladimir Putin"),
            ("Boris Eltsine", "Boris Yeltsin"),
            ("Mouammar Kadhafi", "Muammar al-Gaddafi"),
            ("Volodymyr Zelensky", "Volodymyr Zelenskiy"),
            ("Benyamin Netanyahou", "Benjamin Netanyahu"),
            ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
            ("Oussama ben Laden", "Osama bin Laden"),
            ("Mohamed Bazoum", "Mohammed Bazoum"),
            ("Youssef Chahed", "Yousef Shahed"),
            ("Khaled Machaal", "Khalid Mashal"),
            ("Nourredine Bedoui", "Nouredine Bedoui"),
            ("Sergueï Choïgou", "Sergei Shoigu"),
            ("Léonid Koutchma", "Leonid Kuchma"),
            ("Karim Wade", "Kareem Wade"),
            ("Ahmed Chafik", "Ahmad Shafik"),
            ("Mahmoud Jibril", "Mahmud Jibril"),
            ("Viatcheslav Volodine", "Vyacheslav Volodin"),
        ],
    );
}

#[test]
fn people_who_only_sound_alike_are_not_one() {
    check_apart(
        Person,
        &[
            ("Bachar al-Assad", "Hafez al-Assad"),
            ("Maher al-Assad", "Bashar al-Assad"),
            ("Hassan Ali", "Hussein Ali"),
            ("Hassan Rohani", "Hussein Rohani"),
            ("Bachir Gemayel", "Amine Gemayel"),
            ("George W. Bush", "George H. W. Bush"),
            ("Jean-Marie Le Pen", "Marine Le Pen"),
            ("Rafic Hariri", "Saad Hariri"),
            ("Raul Castro", "Fidel Castro"),
            ("Bill Clinton", "Hillary Clinton"),
            ("Mahmoud Darwich", "Mohammed Darwich"),
            ("Laurent-Désiré Kabila", "Joseph Kabila"),
            ("Idriss Déby", "Mahamat Déby"),
            ("Kim Jong-un", "Kim Jong-il"),
            ("Joseph Aoun", "Michel Aoun"),
            ("Ali Bongo", "Omar Bongo"),
            ("Rahmani", "Rehmani"),
            ("Karim Khan", "Imran Khan"),
            ("Paul Martin", "Paul Marten Smith"),
            ("Jean Dupont", "Jeanne Dupont"),
        ],
    );
}

#[test]
fn organisations_in_two_languages_are_one() {
    check_one(
        Organisation,
        &[
            ("Observatoire syrien des droits de l'homme", "Syrian Observatory for Human Rights"),
            ("Observatoire syrien des droits de l’Homme", "SOHR"),
            ("Hay’at Tahrir Al-Sham", "Hayat Tahrir al-Sham"),
            ("Tahrir al-Sham", "HTS"),
            ("Armée nationale syrienne", "Syrian National Army"),
            ("Frères musulmans", "Muslim Brotherhood"),
            ("Nations unies", "ONU"),
            ("ONU", "U.N."),
            ("OTAN", "NATO"),
            ("État islamique", "Daech"),
            ("Islamic State", "IS"),
            ("Jabhat al-Nusra", "Front Nusra"),
            ("Union européenne", "EU"),
            ("Organisation mondiale de la santé", "WHO"),
            ("FMI", "International Monetary Fund"),
            ("Gardiens de la révolution", "Revolutionary Guards"),
            ("Al-Qaïda", "al Qaeda"),
            ("Maison Blanche", "White House"),
            ("Banque mondiale", "World Bank"),
        ],
    );
}

#[test]
fn organisations_with_like_names_are_not_one() {
    check_apart(
        Organisation,
        &[
            ("Armée nationale syrienne", "Syrian Army"),
            ("Armée syrienne libre", "Armée arabe syrienne"),
            ("État islamique", "État islamique d'Irak"),
            ("Front national", "Front de libération nationale"),
            ("Parti socialiste", "Parti socialiste ouvrier espagnol"),
            ("Hamas", "Hama"),
            ("Jihad islamique", "État islamique"),
            ("Banque centrale européenne", "Banque européenne d'investissement"),
            ("Conseil de l'Europe", "Conseil européen"),
            ("Nations unies", "Conseil de sécurité des Nations unies"),
            ("Réserve fédérale", "Cour fédérale"),
        ],
    );
}

#[test]
fn places_in_two_languages_are_one() {
    check_one(
        Place,
        &[
            ("Alep", "Aleppo"),
            ("Damas", "Damascus"),
            ("Rasten", "Rastan"),
            ("Talbise", "Talbisseh"),
            ("États-Unis", "US"),
            ("Royaume-Uni", "UK"),
            ("Turquie", "Türkiye"),
            ("Londres", "London"),
            ("Kiev", "Kyiv"),
            ("Pékin", "Beijing"),
            ("Le Caire", "Cairo"),
            ("Cisjordanie", "West Bank"),
            ("Bande de Gaza", "Gaza Strip"),
            ("Côte d'Ivoire", "Ivory Coast"),
            ("Khan Cheikhoun", "Khan Shaykhun"),
            ("Mer Rouge", "Red Sea"),
            ("RDC", "Democratic Republic of the Congo"),
            ("Deir Ezzor", "Deir ez-Zor"),
        ],
    );
}

#[test]
fn places_with_like_names_are_not_one() {
    check_apart(
        Place,
        &[
            ("Niger", "Nigeria"),
            ("Damas", "Dumas"),
            ("Alep", "Alleppey"),
            ("Mali", "Malo"),
            ("Corée du Nord", "Corée du Sud"),
            ("Guinée", "Guinée-Bissau"),
            ("Dominique", "République dominicaine"),
            ("Tripoli", "Tripolitaine"),
            ("Gaza", "Gazi"),
            ("Irak", "Iran"),
            ("Lyon", "Lion"),
            ("Paris", "Parisot"),
            ("Autriche", "Australie"),
        ],
    );
}

#[test]
fn acronyms_follow_the_articles_that_define_them() {
    let facts = |defined: u32, otherwise: u32| {
        let mut facts = vec![
            Fact::new("conseil national de transition", None, Organisation, 5),
            Fact::new("centre national du theatre", None, Organisation, 5),
            Fact::new("cnt", Some("conseil national de transition"), Organisation, defined),
            Fact::new("cnt", None, Organisation, 4),
        ];
        if otherwise > 0 {
            facts.push(Fact::new("cnt", Some("centre national du theatre"), Organisation, otherwise));
        }
        Registry::build(facts)
    };
    let agreed = facts(5, 0);
    assert_eq!(agreed.entity_of("cnt"), agreed.entity_of("conseil national de transition"));
    let ambiguous = facts(3, 2);
    assert_ne!(ambiguous.entity_of("cnt"), ambiguous.entity_of("conseil national de transition"));
    assert_eq!(ambiguous.resolve("CNT", None).len(), 3, "both bodies and the unresolved acronym are offered");
}

/// Whether two of the names are one in the archive of `facts`.
fn joined_in(facts: &[Fact], a: &str, b: &str) -> bool {
    let registry = Registry::build(facts.to_vec());
    registry.entity_of(a).is_some() && registry.entity_of(a) == registry.entity_of(b)
}

#[test]
fn an_acronym_of_another_language_s_words_joins_both_names() {
    let own = "observatoire libyen des deplaces";
    let facts = [
        Fact::new("oldp", Some(own), Organisation, 5),
        Fact::new("oldp", Some("libyan displacement monitor"), Organisation, 2),
    ];
    assert!(joined_in(&facts, own, "libyan displacement monitor"));
    assert!(joined_in(
        &[facts.as_slice(), &[Fact::new("oldp", None, Organisation, 3)]].concat(),
        "oldp",
        "libyan displacement monitor"
    ));
}

#[test]
fn an_acronym_that_fits_two_bodies_joins_neither() {
    // Folding glues the article to its word, whose letter counts all the same: Groupe d'Appui Opérationnel.
    let facts = [
        Fact::new("gao", Some("general accounting office"), Organisation, 6),
        Fact::new("gao", Some("groupe dappui operationnel"), Organisation, 3),
    ];
    assert!(!joined_in(&facts, "general accounting office", "groupe dappui operationnel"));
    // The end of a name, cut short by the recogniser, is no other name.
    let facts = [
        Fact::new("scpn", Some("syndicat des commissaires de la police nationale"), Organisation, 1),
        Fact::new("scpn", Some("police nationale"), Organisation, 1),
    ];
    assert!(!joined_in(&facts, "police nationale", "syndicat des commissaires de la police nationale"));
}

#[test]
fn a_listed_acronym_stands_against_one_odd_definition() {
    let facts = |odd: u32| {
        [
            Fact::new("union europeenne", None, Organisation, 50),
            Fact::new("ue", None, Organisation, 40),
            Fact::new("ue", Some("union europeenne"), Organisation, 7),
            Fact::new("ue", Some("conseil de lunion europeenne"), Organisation, odd),
        ]
    };
    assert!(joined_in(&facts(1), "ue", "union europeenne"));
    assert!(!joined_in(&facts(20), "ue", "union europeenne"));
}

#[test]
fn towns_written_in_latin_letters_are_as_they_are_written() {
    let france = [Fact::new("france", None, Place, 50), Fact::new("rennes", None, Place, 9)];
    for other in ["reines", "renans"] {
        let facts = [france.as_slice(), &[Fact::new(other, None, Place, 1)]].concat();
        assert!(!joined_in(&facts, "rennes", other), "{other}");
    }
    let facts =
        [france.as_slice(), &[Fact::new("villeurbane", None, Place, 1), Fact::new("villeurbanne", None, Place, 3)]];
    assert!(joined_in(&facts.concat(), "villeurbane", "villeurbanne"));
}

#[test]
fn a_capital_is_not_its_country() {
    let facts = [
        Fact::new("mexique", None, Place, 9),
        Fact::new("mexico city", None, Place, 4),
        Fact::new("amerique", None, Place, 4),
        Fact::new("amerique du nord", None, Place, 4),
    ];
    assert!(!joined_in(&facts, "mexique", "mexico city"));
    assert!(!joined_in(&facts, "amerique", "amerique du nord"));
}
