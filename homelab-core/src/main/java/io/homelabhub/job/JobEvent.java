package io.homelabhub.job;

import java.time.Instant;
import java.util.Optional;

/** What happens to a job while somebody keeps its time. */
public sealed interface JobEvent {
    /** When, by the clock of this machine. */
    Instant at();

    /** The job; empty for what concerns all. */
    String job();

    /** It is due. First of a due time's events; exactly one of the others follows, {@link Ended} after {@link Started}. */
    record Due(Instant at, String job, Instant due) implements JobEvent {}

    /** A run has begun. */
    record Started(Instant at, String job, String container) implements JobEvent {}

    /** A run has ended. */
    record Ended(Instant at, String job, JobRun run) implements JobEvent {}

    /** It was due and is not run; a reason that is none of a failure. */
    record Dropped(Instant at, String job, Instant due, String reason) implements JobEvent {}

    /**
     * It was due and could not be run.
     *
     * @param remedy what to do next; empty if nothing is known
     * @param container what keeps the failure on record; empty if that could not be made either
     */
    record Failed(Instant at, String job, Instant due, String reason, String remedy, Optional<String> container)
            implements JobEvent {}

    /**
     * A run by schedule did not end well, and this listener is to say so to whoever should know: of each such run one listener is told, once, among
     * all that keep time and across their restarts. It comes after {@link Failed} or {@link Ended}, or later, if nobody was there then.
     *
     * @param reason why it could not be run; empty if the run itself tells
     * @param run what is on record of it; empty if that could not be kept
     */
    record OnFailure(Instant at, String job, Instant due, String reason, Optional<JobRun> run) implements JobEvent {}

    /** Something else went wrong, as files that cannot be read at present; what was known before goes on to count. */
    record Trouble(Instant at, String job, String problem) implements JobEvent {}
}
