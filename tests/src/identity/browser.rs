//! A browser: it remembers cookies, follows redirects when told to, and sends forms.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};

use crate::world::http::{Reply, send};

/// A browser. Names are not looked up: all it visits is on this machine.
#[derive(Debug, Clone, Default)]
pub struct Browser {
    /// Cookies by host name and name; ports do not part them, as in every browser.
    pub cookies: BTreeMap<(String, String), String>,
    /// Headers that it sends besides.
    pub headers: Vec<(String, String)>,
}

/// Where an address points.
fn split(url: &str) -> (String, SocketAddr, String) {
    let bare = url
        .strip_prefix("http://")
        .expect("an address on this machine");
    let (place, path) = bare.split_once('/').unwrap_or((bare, ""));
    let (host, port) = place.split_once(':').expect("an address names its port");
    let port = port.parse().expect("a port is a number");
    let path = path.split('#').next().unwrap_or_default();
    (
        host.to_owned(),
        (Ipv4Addr::LOCALHOST, port).into(),
        format!("/{path}"),
    )
}

impl Browser {
    /// Goes to an address.
    pub fn get(&mut self, url: &str) -> Reply {
        self.asks("GET", url, &[], b"")
    }

    /// Sends a form.
    pub fn submits(&mut self, url: &str, form: &str) -> Reply {
        let kind = ("content-type", "application/x-www-form-urlencoded");
        self.asks("POST", url, &[kind], form.as_bytes())
    }

    /// Sends JSON.
    pub fn posts(&mut self, url: &str, body: &serde_json::Value) -> Reply {
        let kind = ("content-type", "application/json");
        self.asks("POST", url, &[kind], body.to_string().as_bytes())
    }

    /// Puts JSON.
    pub fn puts(&mut self, url: &str, body: &serde_json::Value) -> Reply {
        let kind = ("content-type", "application/json");
        self.asks("PUT", url, &[kind], body.to_string().as_bytes())
    }

    /// Deletes.
    pub fn deletes(&mut self, url: &str) -> Reply {
        self.asks("DELETE", url, &[], b"")
    }

    /// Follows redirects up to the first page, or the first address that begins so.
    ///
    /// # Panics
    /// When there are too many.
    pub fn follows(&mut self, reply: Reply, from: &str, until: &str) -> (String, Reply) {
        let (mut reply, mut at) = (reply, from.to_owned());
        for _ in 0..20 {
            let Some(location) = reply.headers.get("location").cloned() else {
                return (at, reply);
            };
            at = absolute(&at, &location);
            if !until.is_empty() && at.starts_with(until) {
                return (at, reply);
            }
            reply = self.get(&at);
        }
        panic!("redirects without an end: {at}");
    }

    fn asks(&mut self, method: &str, url: &str, more: &[(&str, &str)], body: &[u8]) -> Reply {
        let (host, address, path) = split(url);
        let mine = self.cookies.iter().filter(|((at, _), _)| *at == host);
        let pairs: Vec<String> = mine
            .map(|((_, name), value)| format!("{name}={value}"))
            .collect();
        let cookie = pairs.join("; ");
        let mut headers = more.to_vec();
        if !cookie.is_empty() {
            headers.push(("cookie", &cookie));
        }
        let own = self.headers.iter();
        headers.extend(own.map(|(name, value)| (name.as_str(), value.as_str())));
        let reply = send(address, method, &path, &headers, body).expect("it answers");
        for cookie in &reply.cookies {
            self.remembers(&host, cookie);
        }
        reply
    }

    fn remembers(&mut self, host: &str, cookie: &str) {
        let (pair, rest) = cookie.split_once(';').unwrap_or((cookie, ""));
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = (host.to_owned(), name.trim().to_owned());
        let is_over = value.is_empty() || rest.to_ascii_lowercase().contains("max-age=0");
        if is_over {
            self.cookies.remove(&name);
        } else {
            self.cookies.insert(name, value.trim().to_owned());
        }
    }
}

fn absolute(from: &str, location: &str) -> String {
    if location.starts_with("http://") {
        return location.to_owned();
    }
    let bare = from.strip_prefix("http://").unwrap_or(from);
    let place = bare.split('/').next().unwrap_or_default();
    format!("http://{place}{location}")
}

/// Gives the parameters of an address, decoded.
pub fn parameters(url: &str) -> BTreeMap<String, String> {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    form(query.split('#').next().unwrap_or_default())
}

/// Gives the pairs of a form, decoded.
pub fn form(text: &str) -> BTreeMap<String, String> {
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .map(|(name, value)| (plain(name), plain(value)))
        .collect()
}

fn plain(text: &str) -> String {
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let mut place = 0;
    while place < bytes.len() {
        let byte = bytes[place];
        let code = text.get(place + 1..place + 3);
        let code = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        match (byte, code) {
            (b'%', Some(code)) => {
                out.push(code);
                place += 2;
            }
            (b'+', _) => out.push(b' '),
            (byte, _) => out.push(byte),
        }
        place += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}
