//! What a provider can lie about, one row for each lie.

use super::*;

pub(super) type Lie = (&'static str, Twist, Code);

/// What a provider can put into its answers, and the reason for which each is refused.
pub(super) fn lies() -> impl Iterator<Item = Lie> {
    about_the_token()
        .into_iter()
        .chain(about_the_person())
        .chain(in_the_signature())
        .chain(at_the_token_endpoint())
}

fn about_the_token() -> Vec<Lie> {
    vec![
        (
            "wrong iss",
            claims(|c| c["iss"] = json!("https://evil.example")),
            codes::SIGN_IN_TOKEN_ISSUER,
        ),
        (
            "wrong aud",
            claims(|c| c["aud"] = json!("another")),
            codes::SIGN_IN_TOKEN_AUDIENCE,
        ),
        (
            "no aud",
            claims(|c| drop_claim(c, "aud")),
            codes::SIGN_IN_TOKEN_AUDIENCE,
        ),
        (
            "an aud too many",
            claims(|c| c["aud"] = json!([CLIENT, "another"])),
            codes::SIGN_IN_TOKEN_AUDIENCE,
        ),
        (
            "wrong azp",
            claims(|c| c["azp"] = json!("another")),
            codes::SIGN_IN_TOKEN_PARTY,
        ),
        (
            "wrong nonce",
            claims(|c| c["nonce"] = json!("guessed")),
            codes::SIGN_IN_TOKEN_NONCE,
        ),
        (
            "no nonce",
            claims(|c| drop_claim(c, "nonce")),
            codes::SIGN_IN_TOKEN_NONCE,
        ),
        (
            "expired",
            claims(|c| c["exp"] = at(-1)),
            codes::SIGN_IN_TOKEN_EXPIRED,
        ),
        (
            "issued in the future",
            claims(|c| c["iat"] = at(3600)),
            codes::SIGN_IN_TOKEN_EARLY,
        ),
        (
            "issued long ago",
            claims(|c| c["iat"] = at(-3600)),
            codes::SIGN_IN_TOKEN_OLD,
        ),
        (
            "not valid yet",
            claims(|c| c["nbf"] = at(3600)),
            codes::SIGN_IN_TOKEN_EARLY,
        ),
        (
            "another access token",
            claims(|c| c["at_hash"] = json!("AAAAAAAAAAAAAAAAAAAAAA")),
            codes::SIGN_IN_TOKEN_ACCESS,
        ),
    ]
}

fn about_the_person() -> Vec<Lie> {
    vec![
        (
            "empty sub",
            claims(|c| c["sub"] = json!("")),
            codes::SIGN_IN_TOKEN_SUBJECT,
        ),
        (
            "sub of 300 characters",
            claims(|c| c["sub"] = json!("s".repeat(300))),
            codes::SIGN_IN_TOKEN_SUBJECT,
        ),
        (
            "userinfo of somebody else",
            userinfo(|u| u["sub"] = json!("noor")),
            codes::SIGN_IN_TOKEN_SUBJECT,
        ),
    ]
}

fn in_the_signature() -> Vec<Lie> {
    vec![
        (
            "spoiled signature",
            signing(Signing::Spoiled),
            codes::SIGN_IN_TOKEN_SIGNATURE,
        ),
        (
            "signed by a stranger",
            signing(Signing::Stranger),
            codes::SIGN_IN_TOKEN_SIGNATURE,
        ),
        (
            "alg none",
            signing(Signing::Nothing),
            codes::SIGN_IN_TOKEN_ALGORITHM,
        ),
        (
            "HS256 with the public key",
            signing(Signing::PublicKeyAsSecret),
            codes::SIGN_IN_TOKEN_ALGORITHM,
        ),
        (
            "unknown kid",
            Twist {
                header: |h| h["kid"] = json!("nobody's"),
                ..Twist::default()
            },
            codes::SIGN_IN_TOKEN_KEY,
        ),
        (
            "critical header",
            Twist {
                header: |h| h["crit"] = json!(["b64"]),
                ..Twist::default()
            },
            codes::SIGN_IN_TOKEN_UNREADABLE,
        ),
    ]
}

fn at_the_token_endpoint() -> Vec<Lie> {
    vec![
        (
            "token endpoint down",
            token(Token::Broken),
            codes::SIGN_IN_PROVIDER_UNREADABLE,
        ),
        (
            "token endpoint slow",
            token(Token::Slow),
            codes::SIGN_IN_PROVIDER_SLOW,
        ),
        (
            "token endpoint answers rubbish",
            token(Token::Rubbish),
            codes::SIGN_IN_PROVIDER_UNREADABLE,
        ),
        (
            "token endpoint never stops",
            token(Token::Oversized),
            codes::SIGN_IN_PROVIDER_TOO_LARGE,
        ),
        (
            "token endpoint leads elsewhere",
            token(Token::Redirects),
            codes::SIGN_IN_PROVIDER_UNREADABLE,
        ),
        (
            "no ID token",
            token(Token::Incomplete),
            codes::SIGN_IN_TOKEN_MISSING,
        ),
        (
            "code refused",
            token(Token::Refuses),
            codes::SIGN_IN_CODE_REFUSED,
        ),
    ]
}
