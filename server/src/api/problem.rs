//! How the server says no: `application/problem+json` with a stable code, and nothing of its inside.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use outrider_model::wire::{Problem, ProblemCode};

use crate::error::ServerError;

/// The content type of every error.
pub const CONTENT_TYPE: &str = "application/problem+json";

/// Why a request is not served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// The stable code.
    pub code: ProblemCode,
    /// What is wrong here, for people.
    pub detail: String,
    /// The field that is wrong, where one is.
    pub field: String,
    /// After how many seconds another try makes sense.
    pub retry_after: Option<u64>,
    /// With `revoked`: how many changes need not be sent again, and whether the phone's content is
    /// to be destroyed.
    revoked: Option<(u64, bool)>,
    status: Option<StatusCode>,
}

impl ApiError {
    /// Refuses with a code alone.
    #[must_use]
    pub fn new(code: ProblemCode) -> ApiError {
        ApiError {
            code,
            detail: String::new(),
            field: String::new(),
            retry_after: None,
            revoked: None,
            status: None,
        }
    }

    /// Refuses a request of the wrong form.
    #[must_use]
    pub fn malformed(detail: impl Into<String>) -> ApiError {
        ApiError {
            detail: detail.into(),
            ..ApiError::new(ProblemCode::Malformed)
        }
    }

    /// Refuses a value and names its field.
    #[must_use]
    pub fn invalid(field: &str, detail: impl Into<String>) -> ApiError {
        let field = field.to_owned();
        ApiError {
            detail: detail.into(),
            field,
            ..ApiError::new(ProblemCode::Invalid)
        }
    }

    /// Answers for something missing and for something foreign, without a difference.
    #[must_use]
    pub fn not_found() -> ApiError {
        ApiError::new(ProblemCode::NotFound)
    }

    /// Serves somebody revoked nothing, and says what became of what he sent.
    #[must_use]
    pub fn revoked(quarantined: u64, wipe: bool) -> ApiError {
        ApiError {
            revoked: Some((quarantined, wipe)),
            ..ApiError::new(ProblemCode::Revoked)
        }
    }

    /// Refuses for now.
    #[must_use]
    pub fn later(code: ProblemCode, seconds: u64) -> ApiError {
        ApiError {
            retry_after: Some(seconds),
            ..ApiError::new(code)
        }
    }

    /// Adds what is wrong here, for people.
    #[must_use]
    pub fn saying(self, detail: impl Into<String>) -> ApiError {
        ApiError {
            detail: detail.into(),
            ..self
        }
    }

    /// Gives another status than the code's usual one.
    #[must_use]
    pub fn with_status(self, status: StatusCode) -> ApiError {
        ApiError {
            status: Some(status),
            ..self
        }
    }

    /// Returns the error that stands for a bare status.
    #[must_use]
    pub fn of_status(status: StatusCode) -> ApiError {
        let code = match status {
            StatusCode::UNAUTHORIZED => ProblemCode::Unauthenticated,
            StatusCode::FORBIDDEN => ProblemCode::Forbidden,
            StatusCode::NOT_FOUND => ProblemCode::NotFound,
            StatusCode::PAYLOAD_TOO_LARGE => ProblemCode::TooLarge,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => ProblemCode::UnsupportedMedia,
            StatusCode::TOO_MANY_REQUESTS => ProblemCode::TooMany,
            StatusCode::CONFLICT => ProblemCode::Conflict,
            StatusCode::SERVICE_UNAVAILABLE => ProblemCode::Unavailable,
            other if other.is_client_error() => ProblemCode::Malformed,
            _ => ProblemCode::Internal,
        };
        ApiError::new(code).with_status(status)
    }

    /// Returns the HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status.unwrap_or(match &self.code {
            ProblemCode::Unauthenticated => StatusCode::UNAUTHORIZED,
            ProblemCode::Forbidden | ProblemCode::Reauthenticate | ProblemCode::Revoked => {
                StatusCode::FORBIDDEN
            }
            ProblemCode::NotFound => StatusCode::NOT_FOUND,
            ProblemCode::Malformed | ProblemCode::Invalid => StatusCode::BAD_REQUEST,
            ProblemCode::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            ProblemCode::UnsupportedMedia => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            ProblemCode::TooMany => StatusCode::TOO_MANY_REQUESTS,
            ProblemCode::CodeSpent => StatusCode::GONE,
            ProblemCode::Conflict => StatusCode::CONFLICT,
            ProblemCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            ProblemCode::Internal | ProblemCode::Unknown(_) => StatusCode::INTERNAL_SERVER_ERROR,
        })
    }

    /// Writes the whole answer. What is missing bears no request id in its body, so that a foreign
    /// id answers byte for byte as a missing one; the header has it.
    #[must_use]
    pub fn render(&self, request: &str) -> Response<Body> {
        let status = self.status();
        let request = if self.code == ProblemCode::NotFound {
            ""
        } else {
            request
        };
        let problem = Problem {
            kind: format!("urn:outrider:problem:{}", self.code),
            code: self.code.clone(),
            title: title(&self.code).to_owned(),
            status: status.as_u16(),
            detail: self.detail.clone(),
            field: self.field.clone(),
            request: request.to_owned(),
            quarantined: self.revoked.map(|(quarantined, _)| quarantined),
            wipe: self.revoked.is_some_and(|(_, wipe)| wipe),
        };
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl IntoResponse for ApiError {
    /// Leaves the error beside an empty answer; the outermost layer, which knows the request's id,
    /// renders it.
    fn into_response(self) -> axum::response::Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<ServerError> for ApiError {
    fn from(error: ServerError) -> Self {
        match error {
            ServerError::Busy => ApiError::later(ProblemCode::Unavailable, 1),
            ServerError::Conflict(what) => ApiError {
                detail: what,
                ..ApiError::new(ProblemCode::Conflict)
            },
            ServerError::Invalid { field, why } => ApiError::invalid(&field, why),
            ServerError::NotFound => ApiError::not_found(),
            ServerError::Internal(why) => {
                tracing::error!(why, "a request failed");
                ApiError::new(ProblemCode::Internal)
            }
        }
    }
}

/// Says what a code means.
pub(super) fn title(code: &ProblemCode) -> &'static str {
    match code {
        ProblemCode::Unauthenticated => "Sign in first.",
        ProblemCode::Forbidden => "This session may not do that.",
        ProblemCode::Revoked => "The organisation has signed this phone out.",
        ProblemCode::Reauthenticate => "Prove once more who you are.",
        ProblemCode::NotFound => "There is nothing here.",
        ProblemCode::Malformed => "The request is not of the expected form.",
        ProblemCode::Invalid => "A value is not valid.",
        ProblemCode::TooLarge => "The request is larger than is read.",
        ProblemCode::UnsupportedMedia => "The content type or encoding is none that is read.",
        ProblemCode::TooMany => "Too many attempts; try again later.",
        ProblemCode::CodeSpent => "The code was used, or is too old, or never was.",
        ProblemCode::Conflict => "It clashes with what is there.",
        ProblemCode::Unavailable => "The server cannot serve now; try again later.",
        ProblemCode::Internal | ProblemCode::Unknown(_) => "The server failed.",
    }
}
