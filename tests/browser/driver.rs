//! A real browser, driven over the DevTools protocol by two pipes: no port, no other program, no dependency.

use std::collections::VecDeque;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// One tab of a headless Chromium.
pub(crate) struct Browser {
    child: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    /// Events that nobody has asked for yet.
    events: VecDeque<Value>,
    session: Option<String>,
    number: u64,
    _profile: TempDir,
}

/// Far longer than anything should take.
const LONGEST: Duration = Duration::from_secs(60);

impl Browser {
    /// Starts one; `None`, and a line that says so, where there is no Chromium.
    pub(crate) fn start(test: &str) -> Option<Self> {
        let Some(program) = program() else {
            skipped(test, "there is no Chromium (DEPECHE_CHROMIUM names one)");
            return None;
        };
        let profile = tempfile::tempdir().unwrap();
        // The protocol is spoken on the descriptors 3 and 4.
        let redirected = r#"exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1"#;
        let mut child = Command::new("sh")
            .args(["-c", redirected])
            .arg(program)
            .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-dev-shm-usage", "--remote-debugging-pipe"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (to, out) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let (sender, from) = channel();
        std::thread::spawn(move || {
            for message in BufReader::new(out).split(0).map_while(Result::ok) {
                let message = serde_json::from_slice(&message).unwrap_or(Value::Null);
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let events = VecDeque::new();
        let mut browser = Self { child, to, from, events, session: None, number: 0, _profile: profile };
        let target = browser.call("Target.createTarget", json!({ "url": "about:blank" }))["targetId"].clone();
        let attached = browser.call("Target.attachToTarget", json!({ "targetId": target, "flatten": true }));
        browser.session = attached["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Network", "Log"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        browser.sized(1280, 900);
        Some(browser)
    }

    /// Calls the protocol and gives the result.
    #[track_caller]
    pub(crate) fn call(&mut self, method: &str, params: Value) -> Value {
        self.number += 1;
        let mut message = json!({ "id": self.number, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.to.write_all(message.to_string().as_bytes()).unwrap();
        self.to.write_all(&[0]).unwrap();
        self.to.flush().unwrap();
        loop {
            let answer = self.from.recv_timeout(LONGEST).unwrap_or_else(|error| panic!("{method}: {error}"));
            if answer["id"] == self.number {
                assert!(answer.get("error").is_none(), "{method}: {}", answer["error"]);
                return answer["result"].clone();
            }
            self.events.push_back(answer);
        }
    }

    /// Waits until the page that is under way is loaded.
    #[track_caller]
    fn loaded(&mut self) {
        loop {
            let event = match self.events.pop_front() {
                Some(event) => event,
                None => self.from.recv_timeout(LONGEST).expect("a page that loads"),
            };
            match event["method"].as_str() {
                Some("Page.loadEventFired") => return,
                Some("Page.javascriptDialogOpening") => panic!("a dialog: {event}"),
                Some("Network.requestWillBeSent") => {
                    let url = event["params"]["request"]["url"].as_str().unwrap_or_default();
                    assert!(url.starts_with("http://127.0.0.1:"), "asked elsewhere: {url}");
                }
                _ => {}
            }
        }
    }

    #[track_caller]
    pub(crate) fn open(&mut self, url: &str) {
        self.events.clear();
        let opened = self.call("Page.navigate", json!({ "url": url }));
        assert!(opened.get("errorText").is_none(), "{url}: {opened}");
        self.loaded();
    }

    /// Clicks into the middle of the first element that `selector` finds and whose text or label holds `words`.
    #[track_caller]
    pub(crate) fn click(&mut self, selector: &str, words: &str) {
        let find = format!(
            "(() => {{ const all = [...document.querySelectorAll({})];
                const one = all.find(e => (e.textContent + (e.getAttribute('aria-label') || '')).includes({}));
                if (!one) return null;
                one.scrollIntoView({{ block: 'center', behavior: 'instant' }});
                const box = (one.querySelector('.bar') || one).getClientRects()[0];
                return [box.x + box.width / 2, box.y + box.height / 2]; }})()",
            json!(selector),
            json!(words)
        );
        let place = self.run(&find);
        assert!(place.is_array(), "nothing at {selector} says {words:?}: {}", self.text());
        self.events.clear();
        for kind in ["mousePressed", "mouseReleased"] {
            let at = json!({ "type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1 });
            self.call("Input.dispatchMouseEvent", at);
        }
        self.loaded();
    }

    /// Types into what has the focus, and presses Enter.
    #[track_caller]
    pub(crate) fn enter(&mut self, text: &str) {
        self.call("Input.insertText", json!({ "text": text }));
        self.events.clear();
        self.key("Enter", 13, "\r");
        self.loaded();
    }

    pub(crate) fn key(&mut self, key: &str, code: u32, text: &str) {
        for kind in ["keyDown", "keyUp"] {
            let mut event = json!({ "type": kind, "key": key, "windowsVirtualKeyCode": code });
            if kind == "keyDown" && !text.is_empty() {
                event["text"] = json!(text);
            }
            self.call("Input.dispatchKeyEvent", event);
        }
    }

    #[track_caller]
    pub(crate) fn back(&mut self) {
        let history = self.call("Page.getNavigationHistory", json!({}));
        let before = history["currentIndex"].as_u64().unwrap() as usize - 1;
        self.events.clear();
        self.call("Page.navigateToHistoryEntry", json!({ "entryId": history["entries"][before]["id"] }));
        // A page that was kept comes back without loading; either way it is there when its address is.
        let address = &history["entries"][before]["url"];
        for _ in 0..600 {
            if self.run("document.readyState === 'complete' && location.href") == *address {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("no way back to {address}");
    }

    /// What an expression gives, as JSON.
    #[track_caller]
    pub(crate) fn run(&mut self, script: &str) -> Value {
        let how = json!({ "expression": script, "returnByValue": true, "awaitPromise": true });
        let done = self.call("Runtime.evaluate", how);
        assert!(done.get("exceptionDetails").is_none(), "{}", done["exceptionDetails"]);
        done["result"]["value"].clone()
    }

    /// What can be read on the page.
    #[track_caller]
    pub(crate) fn text(&mut self) -> String {
        self.run("document.body.innerText").as_str().unwrap_or_default().to_owned()
    }

    pub(crate) fn sized(&mut self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.call("Emulation.setDeviceMetricsOverride", size);
    }

    pub(crate) fn speak(&mut self, language: &str) {
        self.call("Network.setExtraHTTPHeaders", json!({ "headers": { "Accept-Language": language } }));
    }

    pub(crate) fn dark(&mut self, is_dark: bool) {
        let scheme = if is_dark { "dark" } else { "light" };
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.call("Emulation.setEmulatedMedia", json!({ "features": features }));
    }

    /// Keeps a picture of the page among the artefacts of the run.
    pub(crate) fn picture(&mut self, name: &str) {
        let picture = self.call("Page.captureScreenshot", json!({ "format": "png" }));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("screenshots");
        fs::create_dir_all(&folder).unwrap();
        let bytes = base64(picture["data"].as_str().unwrap());
        assert!(bytes.starts_with(b"\x89PNG"), "no picture of {name}");
        fs::write(folder.join(format!("{name}.png")), bytes).unwrap();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Gone already, perhaps.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Says by name that something was not tested, and why.
pub(crate) fn skipped(test: &str, why: &str) {
    // Nobody is left to tell when stderr cannot be written.
    let _ = writeln!(std::io::stderr(), "skipped: {test}: {why}");
}

fn program() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("DEPECHE_CHROMIUM") {
        return Some(named.into());
    }
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|path| path.is_file())
}

fn base64(text: &str) -> Vec<u8> {
    let six = |byte: u8| match byte {
        b'A'..=b'Z' => u32::from(byte - b'A'),
        b'a'..=b'z' => u32::from(byte - b'a') + 26,
        b'0'..=b'9' => u32::from(byte - b'0') + 52,
        b'+' => 62,
        _ => 63,
    };
    let signs: Vec<u8> = text.bytes().filter(|byte| *byte != b'=').collect();
    let bytes = signs.chunks(4).flat_map(|chunk| {
        let number = chunk.iter().fold(0, |number, byte| (number << 6) | six(*byte)) << (6 * (4 - chunk.len()));
        number.to_be_bytes()[1..chunk.len()].to_vec()
    });
    bytes.collect()
}
