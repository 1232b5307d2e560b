//! A chat endpoint on loopback that says what a test tells it to, one reply a request, and remembers what it was sent.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// What the server does with a request.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Answers with this text, as a model does.
    Says(String),
    /// Answers with this status, these heads, this body.
    Status(u16, &'static str, String),
    /// Sends these bytes and drops the line.
    Drops(String),
    /// Says nothing for as long as the test runs.
    Hangs,
}

/// What came in.
#[derive(Clone, Debug)]
pub struct Request {
    pub head: String,
    pub body: serde_json::Value,
}

/// The endpoint; it ends with the test's process.
pub struct Server {
    pub url: String,
    requests: Arc<Mutex<Vec<Request>>>,
    arrived: Receiver<()>,
}

impl Server {
    /// Replies in this order, the last one again and again.
    pub fn new(script: Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}/v1", listener.local_addr().expect("an address"));
        let requests: Arc<Mutex<Vec<Request>>> = Arc::default();
        let (sender, arrived) = channel();
        let seen = Arc::clone(&requests);
        thread::spawn(move || serve(&listener, &script, &seen, &sender));
        Self { url, requests, arrived }
    }

    /// What came in so far.
    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().expect("the requests").clone()
    }

    /// Waits until a request is there.
    pub fn wait(&self) {
        self.arrived.recv().expect("a request");
    }
}

fn serve(listener: &TcpListener, script: &[Reply], seen: &Mutex<Vec<Request>>, sender: &Sender<()>) {
    let mut hanging = Vec::new();
    for stream in listener.incoming() {
        let Ok(mut stream) = stream else { continue };
        let Some(request) = read(&mut stream) else { continue };
        let number = {
            let mut seen = seen.lock().expect("the requests");
            seen.push(request);
            seen.len() - 1
        };
        let _ = sender.send(());
        match &script[number.min(script.len() - 1)] {
            Reply::Says(text) => {
                let message = serde_json::json!({"role": "assistant", "content": text});
                let usage = serde_json::json!({"prompt_tokens": 100, "completion_tokens": 10});
                let body = serde_json::json!({"choices": [{"message": message}], "usage": usage}).to_string();
                write(&mut stream, 200, "", &body);
            }
            Reply::Status(status, heads, body) => write(&mut stream, *status, heads, body),
            Reply::Drops(bytes) => {
                let _ = stream.write_all(bytes.as_bytes());
            }
            Reply::Hangs => hanging.push(stream),
        }
    }
}

fn write(stream: &mut TcpStream, status: u16, heads: &str, body: &str) {
    let head = format!(
        "HTTP/1.1 {status} x\r\ncontent-type: application/json\r\nconnection: close\r\n{heads}content-length: {}\r\n\r\n",
        body.len()
    );
    // Who does not want all of it hangs up.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
}

fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length =
                head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
            if bytes.len() - (head.len() + 4) >= length.unwrap_or(0) {
                return Some(Request { head: head.to_owned(), body: serde_json::from_str(body).unwrap_or_default() });
            }
        }
        match stream.read(&mut part) {
            Ok(n) if n > 0 => bytes.extend_from_slice(&part[..n]),
            _ => return None,
        }
    }
}
