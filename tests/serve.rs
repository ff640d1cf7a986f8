//! What the program serves, over real sockets.
//!
//! 1. Tokens come from the environment or from files; without one the server stays on this machine.
//! 2. `POST /reindex` brings the followed folders up to date.
//! 3. The log has one line a request, without a word of it unless that is asked for, and never a token.
//! 4. Told to end while it answers, it loses no answer.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;

use crate::story::Story;

const READ: &str = "read-0123456789abcdef0123456789abcdef";
const ADMIN: &str = "admin-0123456789abcdef0123456789abcdef";

/// A running server, its address, and what it writes to its log.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
    log: Arc<Mutex<String>>,
}

impl Server {
    /// Starts one on a free port.
    pub(crate) fn start(story: &Story, args: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut command = story.command();
        let listen: &[&str] = if args.contains(&"--listen") { &[] } else { &["--listen", "127.0.0.1:0"] };
        command.arg("serve").args(listen).args(args).stderr(Stdio::piped());
        let mut child = command.envs(environment.iter().copied()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = lines
            .find_map(|line| line.unwrap().split_once("http://").map(|(_, address)| address.to_owned()))
            .expect("the server says where it listens");
        let log = Arc::new(Mutex::new(String::new()));
        let written = Arc::clone(&log);
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let mut log = written.lock().unwrap_or_else(PoisonError::into_inner);
                log.push_str(&line);
                log.push('\n');
            }
        });
        Self { child, address, log }
    }

    /// One request over a socket of its own; the status and the body.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &str) -> Option<(u16, String)> {
        ask(&self.address, method, path, headers)
    }

    /// What is in the log once it holds `text`.
    fn log_with(&self, text: &str) -> String {
        let start = std::time::Instant::now();
        loop {
            let log = self.log.lock().unwrap_or_else(PoisonError::into_inner).clone();
            if log.contains(text) {
                return log;
            }
            assert!(start.elapsed().as_secs() < 60, "the log has no {text:?}:\n{log}");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }

    /// Tells it to end, as a service manager does.
    fn terminate(&self) {
        let id = self.child.id().to_string();
        assert!(std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself, and that is looked at where it matters.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn ask(address: &str, method: &str, path: &str, headers: &str) -> Option<(u16, String)> {
    let mut socket = TcpStream::connect(address).ok()?;
    write!(socket, "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{headers}\r\n").ok()?;
    let mut answer = String::new();
    socket.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
    // A body that was cut off is no answer.
    length.is_none_or(|length| length == body.len()).then_some(())?;
    Some((head.split(' ').nth(1)?.parse().ok()?, body.to_owned()))
}

fn story() -> Story {
    let story = Story::new();
    story.article(
        "a.txt",
        "Le barrage cède\n\nLe barrage a cédé dans la nuit, et la vallée est évacuée, dit le préfet.\n",
    );
    story.index().success();
    story
}

#[test]
fn tokens_come_from_the_environment_and_from_files() {
    let story = story();
    let bearer = |token: &str| format!("Authorization: Bearer {token}\r\n");
    let status = |server: &Server, token: &str| server.ask("GET", "/search?q=barrage", &bearer(token)).unwrap().0;
    let server = Server::start(&story, &[], &[("DEPECHE_READ_TOKEN", READ), ("DEPECHE_ADMIN_TOKEN", ADMIN)]);
    assert_eq!([READ, ADMIN, "x"].map(|token| status(&server, token)), [200, 200, 401]);
    drop(server);
    let folder = story.articles().parent().unwrap().to_owned();
    std::fs::write(folder.join("token"), format!("{READ}\n")).unwrap();
    std::fs::write(folder.join("depeche.toml"), "read_token_file = \"token\"\n").unwrap();
    let server = Server::start(&story, &[], &[]);
    assert_eq!([READ, ADMIN, "x"].map(|token| status(&server, token)), [200, 401, 401]);
    drop(server);
    std::fs::write(folder.join("token"), "short").unwrap();
    story.run(&["serve"]).code(2).says("can be guessed").says("hint: take 32 bytes");
    std::fs::remove_file(folder.join("token")).unwrap();
    story.run(&["serve"]).code(2).says("cannot read the token");
}

#[test]
fn others_are_let_in_only_with_a_token() {
    let story = story();
    story.run(&["serve", "--listen", "0.0.0.0:0"]).code(2).says("0.0.0.0:0").says("hint: set a read token");
    let environment = [("DEPECHE_READ_TOKEN", READ)];
    let server = Server::start(&story, &["--listen", "0.0.0.0:0", "--host", "archive.example.org"], &environment);
    let local = server.address.replace("0.0.0.0", "127.0.0.1");
    let headers = |host: &str| format!("GET /search?q=barrage HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
    for (host, expected) in [("archive.example.org", "200"), ("localhost", "200"), ("other.example.org", "421")] {
        let mut socket = TcpStream::connect(&local).unwrap();
        write!(socket, "{}Authorization: Bearer {READ}\r\n\r\n", headers(host)).unwrap();
        let mut answer = String::new();
        socket.read_to_string(&mut answer).unwrap();
        assert_eq!(answer.split(' ').nth(1), Some(expected), "{host}: {answer}");
    }
}

#[test]
fn reindexing_takes_in_what_came() {
    let story = story();
    let server = Server::start(&story, &[], &[("DEPECHE_ADMIN_TOKEN", ADMIN)]);
    story.article("b.txt", "Le volcan gronde\n\nLe volcan gronde depuis mardi au-dessus de la ville, dit la mairie.\n");
    let (status, body) = server.ask("POST", "/reindex", &format!("Authorization: Bearer {ADMIN}\r\n")).unwrap();
    assert_eq!(status, 200, "{body}");
    let summary: Value = serde_json::from_str(&body).unwrap();
    assert_eq!((&summary["added"], &summary["unchanged"]), (&1.into(), &1.into()), "{summary}");
    // The index is looked at a few times a second.
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert!(server.ask("GET", "/search?q=volcan", "").unwrap().1.contains("\"total\":1,"));
    assert_eq!(server.ask("POST", "/reindex", "").unwrap().0, 401);
    let (_, status) = server.ask("GET", "/status", "").unwrap();
    assert!(status.contains("\"articles\":2"), "{status}");
}

#[test]
fn the_log_has_a_line_a_request_and_tells_nothing() {
    let story = story();
    let tokens = [("DEPECHE_READ_TOKEN", READ), ("DEPECHE_LOG_FORMAT", "json")];
    let server = Server::start(&story, &[], &tokens);
    let bearer = format!("Authorization: Bearer {READ}\r\n");
    let (_, body) = server.ask("GET", "/search?q=barrage", &bearer).unwrap();
    server.ask("GET", "/health/livez", "").unwrap();
    let log = server.log_with("/health/livez");
    let line: Value = serde_json::from_str(log.lines().find(|line| line.contains("/search")).unwrap()).unwrap();
    assert_eq!((&line["method"], &line["route"], &line["status"]), (&"GET".into(), &"/search".into(), &200.into()));
    assert_eq!(line["bytes"], body.len());
    assert!(line["ms"].as_f64().is_some_and(|ms| ms >= 0.0), "{line}");
    assert_eq!(log.lines().count(), 2, "{log}");
    assert!(!log.contains("barrage") && !log.contains(READ), "{log}");
    drop(server);
    let server = Server::start(&story, &[], &[("DEPECHE_LOG_QUERIES", "1"), ("DEPECHE_READ_TOKEN", READ)]);
    server.ask("GET", "/search?q=barrage", &bearer).unwrap();
    let log = server.log_with("status=200");
    assert!(log.contains("q=barrage") && log.contains("route=\"/search\"") && !log.contains(READ), "{log}");
}

#[test]
fn no_answer_is_lost_when_it_ends() {
    let story = Story::of_the_corpus();
    let mut server = Server::start(&story, &[], &[]);
    let answered = Arc::new(Mutex::new((0_u32, Vec::new())));
    let askers: Vec<_> = (0..4)
        .map(|_| {
            let (address, answered) = (server.address.clone(), Arc::clone(&answered));
            std::thread::spawn(move || {
                loop {
                    // Nobody who is let in goes without an answer; from some moment on nobody is let in.
                    let Ok(mut socket) = TcpStream::connect(&address) else { break };
                    let head = "GET /search?q=barrage&facets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
                    if socket.write_all(head.as_bytes()).is_err() {
                        break;
                    }
                    let mut answer = String::new();
                    let read = socket.read_to_string(&mut answer);
                    let mut answered = answered.lock().unwrap();
                    if answer.ends_with("}\n") && answer.starts_with("HTTP/1.1 200") {
                        answered.0 += 1;
                    } else if !answer.is_empty() {
                        answered.1.push(answer);
                    } else if read.is_err() || answer.is_empty() {
                        // Still in the queue of the system when the server closed its door.
                        break;
                    }
                }
            })
        })
        .collect();
    let enough = || answered.lock().unwrap().0 >= 50;
    while !enough() {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    server.terminate();
    let ended = std::time::Instant::now();
    let status = server.child.wait().unwrap();
    assert!(status.success() && ended.elapsed().as_secs() < 10, "{status}, {:?}", ended.elapsed());
    askers.into_iter().for_each(|asker| asker.join().unwrap());
    let answered = answered.lock().unwrap();
    assert_eq!(answered.1, Vec::<String>::new(), "cut answers");
}
