"""What can go wrong in understanding; every error has a code, a human message and says whether to retry."""

from __future__ import annotations


class UnderstandingError(Exception):
    """Root of this package's errors."""

    code = "understanding"
    retryable = False


class SnapshotRefused(UnderstandingError):
    """A knowledge snapshot has not the shape of docs/developer.md."""

    code = "snapshot_refused"


class LexiconRefused(UnderstandingError):
    """nlu/lexicon.yml has not the shape {entity: [{value, name, synonyms}]}."""

    code = "lexicon_refused"


class ModelUnusable(UnderstandingError):
    """A trained part is missing or of another version; train again."""

    code = "model_unusable"


class FeedAway(UnderstandingError):
    """Lobby did not answer the request for its knowledge snapshot."""

    code = "feed_away"
    retryable = True


class PipelineIncomplete(UnderstandingError):
    """A component stands in config.yml before one whose work it needs."""

    code = "pipeline_incomplete"
