//! `POST /reindex`: brings the followed folders up to date now.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use crate::app::Site;
use crate::options::FollowerError;
use crate::wire::Failure;

/// Answers when the work is done; a second request meanwhile is refused.
pub(crate) async fn reindex(State(site): State<Site>) -> Result<Response, Failure> {
    let Some(follower) = site.options.follower else {
        return Err(Failure::NotFound("this server follows no folders".to_owned()));
    };
    let Ok(turn) = site.reindexing.try_acquire_owned() else {
        return Err(Failure::Conflict("the folders are being read already, as another request asked for".to_owned()));
    };
    let done = tokio::task::spawn_blocking(move || {
        // It goes with the work: who hangs up does not let a second one begin.
        let _turn = turn;
        follower.sync_now()
    });
    match done.await {
        Ok(Ok(summary)) => Ok(Json(summary).into_response()),
        Ok(Err(FollowerError::Busy(holder))) => Err(Failure::Conflict(holder)),
        Ok(Err(FollowerError::Failed(error))) => {
            tracing::error!(%error, "the folders could not be brought up to date");
            Err(Failure::Internal(error.to_string()))
        }
        Err(_) => Err(Failure::Internal("the reading of the folders broke off".to_owned())),
    }
}
