//! Promise 6, over real connections.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A server on a free port, what stops it, and its end.
async fn serve(app: Router) -> (SocketAddr, oneshot::Sender<()>, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let end = tokio::spawn(server::run(listener, app, async {
        let _ = stopped.await;
    }));
    (address, stop, end)
}

async fn read(mut stream: TcpStream) -> String {
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer).await;
    answer
}

#[tokio::test]
async fn an_answer_under_way_is_finished_when_the_server_stops() {
    let slow = get(|| async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        "done"
    });
    let (address, stop, end) = serve(Router::new().route("/slow", slow)).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET /slow HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    let idle = TcpStream::connect(address).await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    stop.send(()).unwrap();
    let answer = read(stream).await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("done"), "{answer}");
    assert_eq!(read(idle).await, "", "an idle connection is closed");
    tokio::time::timeout(Duration::from_secs(5), end).await.unwrap().unwrap();
    assert!(TcpStream::connect(address).await.is_err(), "nobody new is let in");
}

#[tokio::test]
async fn heads_that_are_too_long_are_refused() {
    let (address, _stop, _end) = serve(Router::new().route("/", get(|| async { "done" }))).await;
    let ask = async |head: String| {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let _ = stream.write_all(head.as_bytes()).await;
        read(stream).await
    };
    let answer =
        ask(format!("GET /?q={} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n", "a".repeat(40_000))).await;
    assert!(answer.starts_with("HTTP/1.1 4") || answer.is_empty(), "{answer}");
    let many: String = (0..100).map(|number| format!("x-{number}: a\r\n")).collect();
    let answer = ask(format!("GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{many}\r\n")).await;
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
    let answer = ask("GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n".to_owned()).await;
    assert!(answer.ends_with("done"), "{answer}");
}

#[tokio::test]
async fn large_answers_arrive_whole() {
    let large = get(|| async { Body::from("a".repeat(3_000_000)) });
    let (address, _stop, _end) = serve(Router::new().route("/", large)).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await.unwrap();
    assert_eq!(read(stream).await.split("\r\n\r\n").nth(1).map(str::len), Some(3_000_000));
}

// Time stands still while anything is going on, and jumps to the next deadline when nothing is.
#[tokio::test(start_paused = true)]
async fn a_request_that_never_ends_is_given_up() {
    let (address, _stop, _end) = serve(Router::new().route("/", get(|| async { "done" }))).await;
    let started = tokio::time::Instant::now();
    for sent in ["", "GET / HTTP/1.1\r\nhost: loc", "GET / HTTP/1.1\r\nhost: localhost\r\n\r\n"] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(sent.as_bytes()).await.unwrap();
        read(stream).await;
    }
    // Nothing sent, half a request sent, and nothing more after the first answer: ten seconds each.
    assert_eq!(started.elapsed().as_secs(), 30);
}
