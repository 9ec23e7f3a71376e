//! Statuses of responses, and the variants that stand for them.

use graphwright_ir::Status;

/// Names of statuses that differ from the registry's reason phrase, and those of it that are in use
/// (IANA HTTP Status Code Registry).
const REASONS: &[(u16, &str)] = &[
    (100, "Continue"),
    (101, "SwitchingProtocols"),
    (102, "Processing"),
    (103, "EarlyHints"),
    (200, "Ok"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "NonAuthoritativeInformation"),
    (204, "NoContent"),
    (205, "ResetContent"),
    (206, "PartialContent"),
    (207, "MultiStatus"),
    (208, "AlreadyReported"),
    (226, "ImUsed"),
    (300, "MultipleChoices"),
    (301, "MovedPermanently"),
    (302, "Found"),
    (303, "SeeOther"),
    (304, "NotModified"),
    (305, "UseProxy"),
    (307, "TemporaryRedirect"),
    (308, "PermanentRedirect"),
    (400, "BadRequest"),
    (401, "Unauthorized"),
    (402, "PaymentRequired"),
    (403, "Forbidden"),
    (404, "NotFound"),
    (405, "MethodNotAllowed"),
    (406, "NotAcceptable"),
    (407, "ProxyAuthenticationRequired"),
    (408, "RequestTimeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "LengthRequired"),
    (412, "PreconditionFailed"),
    // The registry says "Content Too Large" since RFC 9110; the `http` crate and most readers do not.
    (413, "PayloadTooLarge"),
    (414, "UriTooLong"),
    (415, "UnsupportedMediaType"),
    (416, "RangeNotSatisfiable"),
    (417, "ExpectationFailed"),
    (418, "ImATeapot"),
    (421, "MisdirectedRequest"),
    (422, "UnprocessableEntity"),
    (423, "Locked"),
    (424, "FailedDependency"),
    (425, "TooEarly"),
    (426, "UpgradeRequired"),
    (428, "PreconditionRequired"),
    (429, "TooManyRequests"),
    (431, "RequestHeaderFieldsTooLarge"),
    (451, "UnavailableForLegalReasons"),
    (500, "InternalServerError"),
    (501, "NotImplemented"),
    (502, "BadGateway"),
    (503, "ServiceUnavailable"),
    (504, "GatewayTimeout"),
    (505, "HttpVersionNotSupported"),
    (506, "VariantAlsoNegotiates"),
    (507, "InsufficientStorage"),
    (508, "LoopDetected"),
    (510, "NotExtended"),
    (511, "NetworkAuthenticationRequired"),
];

/// Names of classes of statuses, by their first digit (RFC 9110 section 15).
const CLASSES: [&str; 5] = [
    "Informational",
    "Success",
    "Redirection",
    "ClientError",
    "ServerError",
];

/// The status that a key of `responses` stands for.
pub(super) fn of_key(key: &str) -> Option<Status> {
    if key == "default" {
        return Some(Status::Default);
    }
    let class = key.strip_suffix("XX").or_else(|| key.strip_suffix("xx"));
    match class {
        Some(class) => class
            .parse()
            .ok()
            .filter(|class| (1..=5).contains(class))
            .map(Status::Range),
        None => key
            .parse()
            .ok()
            .filter(|code| (100..1000).contains(code))
            .map(Status::Code),
    }
}

/// The class of the default, which has none.
pub(super) const DEFAULT: u16 = 0;

/// The class of a status. The lowest documented one of 2 and 3 is what success looks like; with
/// neither it is the default.
pub(super) fn class(status: Status) -> u16 {
    match status {
        Status::Code(code) => code / 100,
        Status::Range(class) => class.into(),
        Status::Default => DEFAULT,
    }
}

/// The variant of a status.
pub fn ident(status: Status) -> String {
    match status {
        Status::Code(code) => {
            let reason = REASONS.iter().find(|(known, _)| *known == code);
            reason.map_or_else(|| format!("Status{code}"), |(_, ident)| (*ident).to_owned())
        }
        Status::Range(class) => {
            let class = usize::from(class.clamp(1, 5)) - 1;
            CLASSES[class].to_owned()
        }
        Status::Default => "Default".to_owned(),
    }
}
