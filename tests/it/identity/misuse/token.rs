//! Tokens that are signed by nobody, by somebody else, or in a way that does not count.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use outrider_tests::identity::{Signer, signed, unsigned};
use serde_json::json;

use super::{Said, Stage};

#[test]
fn no_bent_token_is_believed() {
    let stage = Stage::new();
    stage.still_works();
    let no = |what: &str, bend: &dyn Fn(&Stage, &mut Said)| stage.refuses(what, 401, bend);

    // How it is signed.
    for alg in ["none", "None", "nOnE", ""] {
        no("an unsigned token", &|_, said| {
            said.head = json!({ "alg": alg, "kid": "one" });
            said.token = Some(unsigned(&said.head.to_string(), &said.claims.to_string()));
        });
    }
    no("the signature left out", &|stage, said| {
        let token = stage.signs(&said.head, &said.claims);
        said.token = Some(format!("{}.", token.rsplit_once('.').unwrap().0));
    });
    no("a shared secret made of the public key", &|stage, said| {
        let x = stage.es256.public["x"].as_str().unwrap();
        let secret = URL_SAFE_NO_PAD.decode(x).unwrap();
        said.head["alg"] = json!("HS256");
        let (head, claims) = (said.head.to_string(), said.claims.to_string());
        said.token = Some(signed(&Signer::hs256(&secret), &head, &claims));
    });
    no(
        "a shared secret made of the key as it is published",
        &|stage, said| {
            let secret = stage.es256.public.to_string();
            said.head["alg"] = json!("HS256");
            let (head, claims) = (said.head.to_string(), said.claims.to_string());
            said.token = Some(signed(&Signer::hs256(secret.as_bytes()), &head, &claims));
        },
    );
    no("an empty shared secret", &|_, said| {
        said.head = json!({ "alg": "HS512" });
        let (head, claims) = (said.head.to_string(), said.claims.to_string());
        said.token = Some(signed(&Signer::hs256(b""), &head, &claims));
    });
    for alg in ["RS256", "PS256", "ES384", "ES256K", "RS1", "es256", "EdDSA"] {
        no("the name of another algorithm", &|_, said| {
            said.head["alg"] = json!(alg)
        });
    }
    no("another key's algorithm", &|stage, said| {
        let (head, claims) = (said.head.to_string(), said.claims.to_string());
        said.token = Some(signed(&stage.eddsa, &head, &claims));
    });
    no(
        "a stranger's signature under the provider's name",
        &|stage, said| {
            let (head, claims) = (said.head.to_string(), said.claims.to_string());
            said.token = Some(signed(&stage.stranger, &head, &claims));
        },
    );
    no("claims changed after signing", &|stage, said| {
        let token = stage.signs(&said.head, &said.claims);
        said.claims["sub"] = json!("admin");
        let parts: Vec<&str> = token.split('.').collect();
        let claims = URL_SAFE_NO_PAD.encode(said.claims.to_string());
        said.token = Some(format!("{}.{claims}.{}", parts[0], parts[2]));
    });
    no("a signature of another length", &|stage, said| {
        let token = stage.signs(&said.head, &said.claims);
        said.token = Some(token[..token.len() - 4].to_owned());
    });

    // Which key it names.
    for kid in ["nobody's", "../../dev/null", "two", "' OR 1=1 --", ""] {
        no("another key's name", &|_, said| {
            said.head["kid"] = json!(kid)
        });
    }
    no("a name that is none", &|_, said| {
        said.head["kid"] = json!(7)
    });
    for brings in ["jwk", "jku", "x5u", "x5c"] {
        no("a key of its own", &|stage, said| {
            said.head[brings] = match brings {
                "jwk" => stage.stranger.public.clone(),
                "x5c" => json!(["AAAA"]),
                _ => json!(format!("{}/evil-keys", stage.provider.issuer())),
            };
            let (head, claims) = (said.head.to_string(), said.claims.to_string());
            said.token = Some(signed(&stage.stranger, &head, &claims));
        });
    }
    no("what has to be understood and is not", &|_, said| {
        said.head["crit"] = json!(["b64"]);
        said.head["b64"] = json!(false);
    });
    for typ in ["at+jwt", "logout+jwt", "JOSE+JSON"] {
        no("a token of another kind", &|_, said| {
            said.head["typ"] = json!(typ)
        });
    }

    // What it is.
    for text in [
        "",
        ".",
        "..",
        "a.b",
        "a.b.c",
        "a.b.c.d.e",
        "null",
        "ID",
        "e30.e30.e30",
    ] {
        no("no token", &|_, said| said.token = Some(text.to_owned()));
    }
    no("padding", &|stage, said| {
        said.token = Some(format!("{}=", stage.signs(&said.head, &said.claims)));
    });
    no("spaces", &|stage, said| {
        said.token = Some(format!(" {}", stage.signs(&said.head, &said.claims)));
    });
    no("claims that are no object", &|stage, said| {
        said.token = Some(signed(&stage.es256, &said.head.to_string(), "[]"));
    });
    no("a claim that stands twice", &|stage, said| {
        let claims = said
            .claims
            .to_string()
            .replacen('{', "{\"aud\":\"outrider\",", 1);
        said.token = Some(signed(&stage.es256, &said.head.to_string(), &claims));
    });
    no("a subject that stands twice", &|stage, said| {
        let claims = said
            .claims
            .to_string()
            .replacen('{', "{\"sub\":\"admin\",", 1);
        said.token = Some(signed(&stage.es256, &said.head.to_string(), &claims));
    });
    no("a very long token", &|stage, said| {
        said.claims["name"] = json!("x".repeat(80_000));
        said.token = Some(stage.signs(&said.head, &said.claims));
    });
    let asked = stage.provider.asked();
    assert!(asked.iter().all(|line| !line.contains("evil")), "{asked:?}");
    let of_keys = asked.iter().filter(|line| line.ends_with("/keys")).count();
    assert!(
        of_keys <= 7,
        "unknown keys make it ask again, but not for ever: {asked:?}"
    );
    stage.still_works();
}
