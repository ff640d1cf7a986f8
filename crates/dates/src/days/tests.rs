//! The forms that users type, in one table: French and English, with their days on Friday 6 December 2024.

use jiff::civil::{Date, date};

use super::{Days, Error, parse};

fn on(today: Date, text: &str) -> String {
    match parse(text, today) {
        Ok(Days { from, until }) => {
            let end = |date: Option<Date>| date.map_or(String::new(), |date| date.to_string());
            if from == until { end(from) } else { format!("{}..{}", end(from), end(until)) }
        }
        Err(error) => format!("error: {error}"),
    }
}

fn check(text: &str, days: &str) {
    assert_eq!(on(date(2024, 12, 6), text), days, "{text}");
}

#[test]
fn forms_with_figures() {
    check("2024", "2024-01-01..2024-12-31");
    check("1987", "1987-01-01..1987-12-31");
    check("2024-12", "2024-12-01..2024-12-31");
    check("2024-02", "2024-02-01..2024-02-29");
    check("2023-02", "2023-02-01..2023-02-28");
    check("12/2024", "2024-12-01..2024-12-31");
    check("2024/12", "2024-12-01..2024-12-31");
    check("2024-12-05", "2024-12-05");
    check("2024/12/05", "2024-12-05");
    check("20241205", "2024-12-05");
    check("2024-12-05T10:30:00Z", "2024-12-05");
    check("05/12/2024", "2024-12-05");
    check("5/12/2024", "2024-12-05");
    check("5.12.2024", "2024-12-05");
    check("05-12-2024", "2024-12-05");
    check("25/12/2024", "2024-12-25");
    check("2024-02-29", "2024-02-29");
    check("2024-W48", "2024-11-25..2024-12-01");
    check("2024W48", "2024-11-25..2024-12-01");
    check("2024-w01", "2024-01-01..2024-01-07");
    check("2025-W01", "2024-12-30..2025-01-05");
    check("2020-W53", "2020-12-28..2021-01-03");
    check("2024-W48-4", "2024-11-28");
    check("2024-Q4", "2024-10-01..2024-12-31");
    check("2024-T1", "2024-01-01..2024-03-31");
    check("1990s", "1990-01-01..1999-12-31");
}

#[test]
fn forms_in_french() {
    check("décembre 2024", "2024-12-01..2024-12-31");
    check("Decembre 2024", "2024-12-01..2024-12-31");
    check("DÉCEMBRE 2024", "2024-12-01..2024-12-31");
    check("déc. 2024", "2024-12-01..2024-12-31");
    check("juil. 2023", "2023-07-01..2023-07-31");
    check("en février 1982", "1982-02-01..1982-02-28");
    check("au mois de mai 2020", "2020-05-01..2020-05-31");
    check("5 décembre 2024", "2024-12-05");
    check("le 5 décembre 2024", "2024-12-05");
    check("jeudi 5 décembre 2024", "2024-12-05");
    check("1er mars 2024", "2024-03-01");
    check("29 février 2024", "2024-02-29");
    check("5 décembre", "2024-12-05");
    check("25 décembre", "2023-12-25");
    check("novembre", "2024-11-01..2024-11-30");
    check("hier", "2024-12-05");
    check("aujourd'hui", "2024-12-06");
    check("aujourd’hui", "2024-12-06");
    check("avant-hier", "2024-12-04");
    check("demain", "2024-12-07");
    check("la semaine dernière", "2024-11-25..2024-12-01");
    check("cette semaine", "2024-12-02..2024-12-08");
    check("la semaine prochaine", "2024-12-09..2024-12-15");
    check("le week-end dernier", "2024-11-30..2024-12-01");
    check("ce mois-ci", "2024-12-01..2024-12-31");
    check("ce mois", "2024-12-01..2024-12-31");
    check("le mois dernier", "2024-11-01..2024-11-30");
    check("cette année", "2024-01-01..2024-12-31");
    check("l'année dernière", "2023-01-01..2023-12-31");
    check("l’an dernier", "2023-01-01..2023-12-31");
    check("lundi", "2024-12-02");
    check("vendredi", "2024-12-06");
    check("vendredi dernier", "2024-11-29");
    check("vendredi prochain", "2024-12-13");
    check("juin dernier", "2024-06-01..2024-06-30");
    check("il y a 3 jours", "2024-12-03");
    check("il y a deux semaines", "2024-11-18..2024-11-24");
    check("il y a un an", "2023-01-01..2023-12-31");
    check("les 7 derniers jours", "2024-11-30..2024-12-06");
    check("semaine 48 de 2024", "2024-11-25..2024-12-01");
    check("4e trimestre 2024", "2024-10-01..2024-12-31");
    check("les années 90", "1990-01-01..1999-12-31");
    check("années 1980", "1980-01-01..1989-12-31");
}

#[test]
fn forms_in_english() {
    check("Dec 2024", "2024-12-01..2024-12-31");
    check("December 2024", "2024-12-01..2024-12-31");
    check("Sept. 2023", "2023-09-01..2023-09-30");
    check("December 5, 2024", "2024-12-05");
    check("Dec. 5, 2024", "2024-12-05");
    check("5 December 2024", "2024-12-05");
    check("the 5th of December 2024", "2024-12-05");
    check("Thursday, December 5, 2024", "2024-12-05");
    check("Feb 29, 2024", "2024-02-29");
    check("yesterday", "2024-12-05");
    check("Today", "2024-12-06");
    check("the day before yesterday", "2024-12-04");
    check("last week", "2024-11-25..2024-12-01");
    check("this week", "2024-12-02..2024-12-08");
    check("last weekend", "2024-11-30..2024-12-01");
    check("this month", "2024-12-01..2024-12-31");
    check("last month", "2024-11-01..2024-11-30");
    check("this year", "2024-01-01..2024-12-31");
    check("last year", "2023-01-01..2023-12-31");
    check("last Friday", "2024-11-29");
    check("Thursday", "2024-12-05");
    check("3 days ago", "2024-12-03");
    check("a week ago", "2024-11-25..2024-12-01");
    check("last 7 days", "2024-11-30..2024-12-06");
    check("Q4 2024", "2024-10-01..2024-12-31");
    check("the 1990s", "1990-01-01..1999-12-31");
}

#[test]
fn ranges() {
    check("2024-11-27..2024-12-05", "2024-11-27..2024-12-05");
    check("2024..", "2024-01-01..");
    check("..2024-12", "..2024-12-31");
    check("2023..2024", "2023-01-01..2024-12-31");
    check("novembre 2024..décembre 2024", "2024-11-01..2024-12-31");
    check("27/11/2024 .. 05/12/2024", "2024-11-27..2024-12-05");
    check("hier..aujourd'hui", "2024-12-05..2024-12-06");
    check("2024-11-27..", "2024-11-27..");
    check("2024-12-05..2024-12-05", "2024-12-05");
    check("du 27 novembre 2024 au 5 décembre 2024", "2024-11-27..2024-12-05");
    check("du 27 novembre au 5 décembre 2024", "2024-11-27..2024-12-05");
    check("du 3 au 5 décembre 2024", "2024-12-03..2024-12-05");
    check("du 27 décembre au 5 janvier 2025", "2024-12-27..2025-01-05");
    check("entre novembre et décembre 2024", "2024-11-01..2024-12-31");
    check("from Nov 27, 2024 to Dec 5, 2024", "2024-11-27..2024-12-05");
    check("between 2011 and 2014", "2011-01-01..2014-12-31");
    check("entre 2011 et 2014", "2011-01-01..2014-12-31");
    check("2024-11-27 - 2024-12-05", "2024-11-27..2024-12-05");
    check("depuis 2011", "2011-01-01..");
    check("since 2011", "2011-01-01..");
    check("depuis hier", "2024-12-05..");
    check("à partir du 5 décembre 2024", "2024-12-05..");
    check("jusqu'à hier", "..2024-12-05");
    check("jusqu'en 2014", "..2014-12-31");
    check("until Friday", "..2024-12-06");
    check("avant 2011", "..2010-12-31");
    check("before 2024-12-05", "..2024-12-04");
    check("après 2011", "2012-01-01..");
    check("last:7d", "2024-11-30..2024-12-06");
    check("7d", "2024-11-30..2024-12-06");
    check("7j", "2024-11-30..2024-12-06");
    check("last:1d", "2024-12-06");
    check("2w", "2024-11-23..2024-12-06");
    check("2s", "2024-11-23..2024-12-06");
    check("last:3m", "2024-09-07..2024-12-06");
    check("1y", "2023-12-07..2024-12-06");
    check("1a", "2023-12-07..2024-12-06");
}

#[test]
fn year_ends_and_leap_days() {
    let new_year = date(2025, 1, 1);
    assert_eq!(on(new_year, "hier"), "2024-12-31");
    assert_eq!(on(new_year, "last week"), "2024-12-23..2024-12-29");
    assert_eq!(on(new_year, "cette semaine"), "2024-12-30..2025-01-05");
    assert_eq!(on(new_year, "last month"), "2024-12-01..2024-12-31");
    assert_eq!(on(new_year, "last:7d"), "2024-12-26..2025-01-01");
    assert_eq!(on(new_year, "décembre"), "2024-12-01..2024-12-31");
    assert_eq!(on(new_year, "29 février"), "2024-02-29");
    let leap_day = date(2024, 2, 29);
    assert_eq!(on(leap_day, "last:1y"), "2023-03-01..2024-02-29");
    assert_eq!(on(leap_day, "l'année dernière"), "2023-01-01..2023-12-31");
    assert_eq!(on(date(2024, 3, 31), "last month"), "2024-02-01..2024-02-29");
    assert_eq!(on(date(2024, 3, 1), "yesterday"), "2024-02-29");
}

#[test]
fn what_is_impossible_is_refused_with_a_hint() {
    check("2024-13", "error: `2024-13` has month 13, but months go from 01 to 12: write 2024-12 for December");
    check("2024-00", "error: `2024-00` has month 0, but months go from 01 to 12: write 2024-12 for December");
    check(
        "31 février 2024",
        "error: `31 février 2024` has day 31, but that month ends on 2024-02-29: write 2024-02-29 or 2024-02",
    );
    check(
        "2023-02-29",
        "error: `2023-02-29` has day 29, but that month ends on 2023-02-28: write 2023-02-28 or 2023-02",
    );
    check(
        "31/04/2024",
        "error: `31/04/2024` has day 31, but that month ends on 2024-04-30: write 2024-04-30 or 2024-04",
    );
    check("12/25/2024", "error: `12/25/2024` has month 25: the day comes first, write 25/12/2024 or 2024-12-25");
    check("2024-W53", "error: `2024-W53` has week 53, but 2024 has 52 weeks: write 2024-W52");
    check("2024-Q5", "error: `2024-Q5` has quarter 5, but a year has 4: write 2024-Q4");
    check("05/12/24", "error: `05/12/24` has a year of two digits: write all four, such as 2024");
    check(
        "2024-12-05..2024-11-27",
        "error: `2024-12-05..2024-11-27` ends on 2024-11-27, before it begins on 2024-12-05: put the earlier date first",
    );
    check("..", "error: `..` has neither a first nor a last day: write 2024.., ..2024 or 2023..2024");
    check("last:0d", "error: `last:0d` covers no day: write last:1d for today, last:7d for a week");
    check(
        "24h",
        "error: `24h` counts by the hour, but dates count by the day: write last:1d for today, last:2d with yesterday",
    );
}

#[test]
fn what_is_no_date_is_refused() {
    let today = date(2024, 12, 6);
    assert_eq!(parse("  ", today), Err(Error::Empty));
    for text in [
        "Hama",
        "2 000 militants",
        "5",
        "décembre décembre",
        "2024 décembre 5 6",
        "depuis",
        "jusqu'à Homs",
        "31 février",
    ] {
        let refused = parse(text, today);
        assert!(refused.is_err(), "{text}: {refused:?}");
    }
}
