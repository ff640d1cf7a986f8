//! Recognises embedded posts, hashtags and bare links in scraped text.

/// Whether the line attributes the post above it: «- Name (@handle) 4 décembre 2024».
pub(super) fn is_attribution(line: &str) -> bool {
    if line.len() > 200 {
        return false;
    }
    let opened = line.starts_with(['-', '—', '–', '―']);
    match line.find("(@") {
        Some(at) => {
            let after = line[at..].find(')').map_or("", |close| line[at + close + 1..].trim());
            opened && (after.is_empty() || after.bytes().any(|byte| byte.is_ascii_digit()))
        }
        // «Name @handle · 4 déc.», as the page of the post prints it.
        None => line.contains(" @") && line.contains(['·', '•']) && line.len() < 100,
    }
}

/// Whether the line bears the marks of a post: a link to its picture, a handle or hashtags after an emoji.
pub(super) fn is_post(line: &str) -> bool {
    if is_long(line) {
        return false;
    }
    let links = ["pic.twitter.com/", "pic.x.com/", "//t.co/"];
    if line.bytes().any(|byte| byte == b'/') && links.iter().any(|link| line.contains(link)) {
        return true;
    }
    let signs = handles_and_hashtags(line);
    let emoji = line.chars().next().is_some_and(is_emoji);
    emoji && signs >= 1 || signs >= 3 && signs * 4 >= line.split_whitespace().count() || line.starts_with("RT @")
}

/// Posts of paying accounts may be longer; those show the other marks.
const LONGEST_POST: usize = 500;

/// Whether the line may continue a post that is already known as one.
pub(super) fn continues_post(line: &str) -> bool {
    !is_long(line) && (is_post(line) || line.chars().next().is_some_and(is_emoji) || handles_and_hashtags(line) > 0)
}

fn is_long(line: &str) -> bool {
    line.len() > LONGEST_POST && line.chars().count() > LONGEST_POST
}

fn handles_and_hashtags(line: &str) -> usize {
    if !line.bytes().any(|byte| matches!(byte, b'#' | b'@')) {
        return 0;
    }
    let mut previous = ' ';
    let mut count = 0;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let named = chars.peek().is_some_and(|next| next.is_alphanumeric() || *next == '_');
        // A handle does not follow a letter, which would be a mail address; glued hashtags do.
        if named && (c == '#' || c == '@' && !previous.is_alphanumeric()) {
            count += 1;
        }
        previous = c;
    }
    count
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}' | '\u{1F300}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B50}' | '\u{2B55}' | '\u{203C}' | '\u{2049}' | '\u{23E9}'..='\u{23FA}')
}

/// The hashtags of a line that holds nothing else. One alone may have several words: `#Groupes armés`.
pub(super) fn hashtags(line: &str) -> Option<Vec<&str>> {
    let rest = line.strip_prefix('#')?;
    if !rest.starts_with(|c: char| c.is_alphanumeric()) || line.len() > 600 {
        return None;
    }
    let tags: Vec<&str> = rest
        .split('#')
        .map(|tag| tag.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '·')))
        .collect();
    let longest = if tags.len() == 1 { 6 } else { 4 };
    let fits = |tag: &&str| tag.split_whitespace().count() <= longest && !tag.ends_with(['.', '!', '?', '…']);
    // «#4» counts something.
    let named = rest.contains(char::is_alphabetic);
    (named && tags.iter().all(fits)).then(|| tags.into_iter().filter(|tag| !tag.is_empty()).collect())
}

/// Whether the line is one link, or several, and nothing else.
pub(super) fn is_link(line: &str) -> bool {
    line.split_whitespace().all(|word| {
        let word = word.trim_matches(['<', '>', '(', ')', '[', ']']);
        word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.")
    })
}

/// The numbers of posts on X in `text`, each with the byte where it starts. Such a number holds a time stamp.
pub(crate) fn post_ids(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("/status").filter_map(|(at, mark)| {
        let host = &text[..at];
        let host = &host[host.rfind("//").map_or(0, |slashes| slashes + 2)..];
        let domain = host.split('/').next()?.trim_start_matches("www.").trim_start_matches("mobile.");
        if !matches!(domain, "x.com" | "twitter.com" | "nitter.net" | "fxtwitter.com" | "vxtwitter.com") {
            return None;
        }
        let rest = &text[at + mark.len()..];
        let number = rest.strip_prefix("es/").or_else(|| rest.strip_prefix('/'))?;
        let start = text.len() - number.len();
        let length = number.bytes().take_while(u8::is_ascii_digit).count();
        // Numbers hold a time stamp since November 2010; the older ones are shorter.
        (15..=20).contains(&length).then(|| (start, &number[..length]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributions_name_a_handle() {
        assert!(is_attribution("- Intelligence FRONT (@intelligencefnt) 4 décembre 2024"));
        assert!(is_attribution("— Jane Doe (@jane_doe) December 4, 2024"));
        assert!(!is_attribution("- Le ministre (de la Défense) 4 décembre 2024"));
    }

    #[test]
    fn posts_bear_marks() {
        assert!(is_post("🇫🇷 Le port est ouvert. pic.twitter.com/iXLd"));
        assert!(is_post("⚡️suivez-nous :@compte"));
        assert!(!is_post("Écrire à redaction@exemple.fr pour toute question."));
        assert!(!is_post("Le compte @police a réagi jeudi."));
    }

    #[test]
    fn lines_of_hashtags_are_tags() {
        assert_eq!(hashtags("#Groupes armés"), Some(vec!["Groupes armés"]));
        assert_eq!(hashtags("#Syrie #Hama#Homs"), Some(vec!["Syrie", "Hama", "Homs"]));
        assert_eq!(hashtags("#MeToo a changé la manière dont on parle de ces affaires."), None);
        assert_eq!(hashtags("# Titre"), None);
    }

    #[test]
    fn numbers_of_posts_are_found() {
        let text = "voir https://x.com/nom/status/1864814002762567997 et https://exemple.fr/status/1864814002762567997";
        let found: Vec<_> = post_ids(text).collect();
        assert_eq!(found, [(text.find("186").unwrap(), "1864814002762567997")]);
    }
}
