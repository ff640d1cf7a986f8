//! The names under which news tools store the parts of an article.
//!
//! From news-please, fundus, newspaper4k, trafilatura, Media Cloud, Event Registry, ninjs, schema.org, JSON Feed, the
//! interfaces of newspapers, and spreadsheets. Case and the marks between words do not count.

/// What a field of a record holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Field {
    /// The record's own name.
    Id,
    /// Where it was published.
    Url,
    /// The headline.
    Title,
    /// A summary.
    Lede,
    /// The text.
    Text,
    /// The text, with HTML tags.
    Markup,
    /// When it was published.
    Published,
    /// When it was changed.
    Modified,
    /// Some date.
    Date,
    /// Who wrote it.
    Author,
    /// The outlet.
    Source,
    /// The rubric.
    Section,
    /// Keywords.
    Tags,
    /// The language.
    Language,
    /// The place and date of a wire story.
    Dateline,
    /// An object that holds fields of the article itself.
    Inner,
}

/// What `name` holds, and its rank among the names for the same thing: the lowest is believed first.
///
/// ```text
/// "date_publish" -> (Published, 0)      "article:published_time" -> (Published, 0)
/// ```
pub(crate) fn field(name: &str) -> Option<(Field, u8)> {
    let mut folded = [0; LONGEST];
    let mut length = 0;
    for byte in name.bytes() {
        if matches!(byte, b'_' | b'-' | b'.' | b':' | b' ' | b'@' | b'/') {
            continue;
        }
        *folded.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    by_folded(str::from_utf8(&folded[..length]).ok()?)
}

const LONGEST: usize = 40;

fn by_folded(name: &str) -> Option<(Field, u8)> {
    use Field::*;
    Some(match name {
        "id" => (Id, 0),
        "uri" => (Id, 1),
        "guid" => (Id, 2),
        "docid" | "documentid" | "articleid" | "recordid" | "storyid" => (Id, 3),
        "uuid" | "uid" => (Id, 4),

        "canonical" | "canonicalurl" | "canonicallink" => (Url, 0),
        "url" | "articleurl" | "pageurl" | "sourceurl" | "weburl" | "ogurl" => (Url, 1),
        "link" | "permalink" | "href" | "mainentityofpage" | "externalurl" => (Url, 2),

        "title" | "articletitle" | "webtitle" => (Title, 0),
        "headline" | "headlines" | "titre" => (Title, 1),
        "ogtitle" | "titlepage" | "titlerss" | "dctitle" | "twittertitle" | "pagetitle" => (Title, 2),
        "name" => (Title, 3),

        "description" | "metadescription" | "ogdescription" | "dcdescription" => (Lede, 1),
        "lede" | "lead" | "leadparagraph" | "chapo" | "chapeau" | "standfirst" | "subtitle" | "subheadline" => {
            (Lede, 0)
        }
        "summary" | "abstract" | "excerpt" | "teaser" | "snippet" | "resume" | "trailtext" => (Lede, 2),

        "text" | "texte" => (Text, 0),
        "body" | "bodytext" | "bodies" => (Text, 1),
        "maintext" | "articlebody" | "articletext" | "fulltext" | "textcontent" | "contenttext" => (Text, 2),
        "article" | "content" | "contents" | "contentencoded" | "contenu" | "story" | "rawtext" | "plaintext" => {
            (Text, 3)
        }
        "paragraphs" | "sentences" => (Text, 4),

        "html" | "bodyhtml" | "contenthtml" | "articlehtml" => (Markup, 0),
        "rawhtml" | "htmlcontent" | "pagehtml" => (Markup, 1),

        "datepublished"
        | "datepublish"
        | "publishdate"
        | "publisheddate"
        | "publishingdate"
        | "publicationdate"
        | "published"
        | "publishedtime"
        | "publishedat"
        | "publishedon"
        | "pubdate"
        | "publishtime"
        | "pubtime"
        | "articlepublishedtime"
        | "articlepublished"
        | "ogpublishedtime"
        | "firstpublished"
        | "firstpublicationdate"
        | "webpublicationdate"
        | "firstcreated"
        | "contentcreated"
        | "dateissued"
        | "dcdateissued"
        | "issued"
        | "datetimepub"
        | "publicationtime"
        | "parselypubdate"
        | "sailthrudate"
        | "datepublication"
        | "datedepublication"
        | "publishedparsed" => (Published, 0),

        "datemodified"
        | "datemodify"
        | "modifieddate"
        | "modified"
        | "modifiedtime"
        | "modifiedat"
        | "updated"
        | "updatedat"
        | "updatedtime"
        | "updateddate"
        | "lastmodified"
        | "lastupdated"
        | "lastupdate"
        | "articlemodifiedtime"
        | "articlemodified"
        | "ogupdatedtime"
        | "versioncreated"
        | "dateupdated"
        | "updatedate"
        | "datemaj"
        | "datedemiseajour" => (Modified, 0),

        "date" | "datetime" | "dctermsdate" | "dcdate" | "displaydate" => (Date, 0),
        "timestamp" | "created" | "createdat" | "datecreated" | "creationdate" | "dctermscreated" | "dcdatecreated"
        | "dccreated" => (Date, 1),

        "author" | "authors" | "auteur" | "auteurs" => (Author, 0),
        "byline" | "by" | "articleauthor" | "creator" | "dccreator" | "writer" | "journalist" | "parselyauthor"
        | "sailthruauthor" | "ogarticleauthor" | "citationauthor" | "cxenseparseauthor" | "dctermscreator" => {
            (Author, 1)
        }

        "source" | "outlet" | "medianame" | "journal" | "newspaper" => (Source, 0),
        "sitename" | "ogsitename" | "publisher" | "publication" | "publishername" | "publicationname" | "provider"
        | "site" | "website" | "feedname" | "infosources" => (Source, 1),
        "sourcedomain" | "domain" | "canonicaldomain" | "host" | "hostname" => (Source, 2),

        "section" | "articlesection" | "parselysection" | "ogarticlesection" | "rubrique" | "sectionname" => {
            (Section, 0)
        }
        "category" | "categories" | "categorie" | "desk" | "newsdesk" => (Section, 1),

        "tags" | "tag" | "articletag" | "motscles" | "hashtags" => (Tags, 0),
        "keywords" | "newskeywords" | "parselytags" | "sailthrutags" | "topics" | "subjects" | "subject"
        | "keyword" => (Tags, 1),

        "language" | "lang" | "inlanguage" | "langue" | "dclanguage" | "languagecode" | "oglocale" | "locale" => {
            (Language, 0)
        }

        "dateline" => (Dateline, 0),

        "metadata" | "meta" | "fields" | "attributes" | "doc" | "document" | "newsarticle" | "og" | "opengraph"
        | "jsonld" | "data" | "result" | "item" | "payload" => (Inner, 0),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: Option<Field>) {
        assert_eq!(field(name).map(|(field, _)| field), expected, "{name}");
    }

    #[test]
    fn names_are_read_whatever_their_marks() {
        check("date_publish", Some(Field::Published));
        check("article:published_time", Some(Field::Published));
        check("article.published_time", Some(Field::Published));
        check("articleBody", Some(Field::Text));
        check("Title", Some(Field::Title));
        check("image_url", None);
        check("", None);
        check(&"x".repeat(500), None);
    }
}
