package io.homelabhub.cli.command.status;

import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.ListingOptions;
import io.homelabhub.cli.output.Console;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.ListingFormat;
import io.homelabhub.cli.output.LiveScreen;
import io.homelabhub.engine.EngineException;
import io.homelabhub.status.ProjectStatus;
import io.homelabhub.status.StatusWatch;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Shows how a project stands as long as somebody looks: in place on a terminal, else one picture after the other. */
final class WatchedStatus {
    /** So often are the times in the picture brought up to date; the engine is not asked for that. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Invocation invocation;
    private final Console console;
    private final StatusWatch watch;
    private final Function<ProjectStatus, StatusResult> result;
    private final ListingOptions listing;

    /** @param result what is shown of a status, at the present time */
    WatchedStatus(
            Invocation invocation,
            StatusWatch watch,
            Function<ProjectStatus, StatusResult> result,
            ListingOptions listing) {
        this.invocation = invocation;
        this.console = invocation.console();
        this.watch = watch;
        this.result = result;
        this.listing = listing;
    }

    /** Until the thread is interrupted, or nobody reads what is shown. */
    ExitCode show() {
        Optional<ProjectStatus> first = watch.next(TICK);
        first.ifPresent(status -> invocation.tell(status.problems()));
        boolean drawn = console.outIsTerminal() && listing.format() == ListingFormat.TABLE;
        return drawn ? draw(first) : print(first);
    }

    private ExitCode draw(Optional<ProjectStatus> first) {
        ProjectStatus newest = first.orElseThrow();
        try (LiveScreen screen = new LiveScreen(console)) {
            while (!console.out().checkError()) {
                String trouble = watch.trouble().map(WatchedStatus::text).orElse("");
                int rows = console.lines() - StatusResult.LINES_AROUND;
                screen.draw(trouble + invocation.text(result.apply(newest).within(rows)));
                newest = watch.next(TICK).orElse(newest);
            }
            return ExitCode.DONE;
        }
    }

    private static String text(EngineException trouble) {
        return "No answer from the engine; this is how it was: " + trouble.getMessage() + "\n";
    }

    private ExitCode print(Optional<ProjectStatus> first) {
        Optional<ProjectStatus> newest = first;
        while (!console.out().checkError()) {
            newest.ifPresent(status -> {
                invocation.show(result.apply(status), listing);
                if (listing.format() == ListingFormat.TABLE) {
                    console.out().print('\n');
                }
            });
            newest = watch.next(TICK);
        }
        return ExitCode.DONE;
    }
}
