package io.homelabhub.docker;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.EngineException;
import io.homelabhub.resource.ApiObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Reads what a build says, of either builder, and tells it on with the values of build arguments masked. */
final class BuildOutput {
    private static final String TRACE = "moby.buildkit.trace";
    private static final int REMEMBERED = 15;

    private final String attempt;
    private final ActionProgress progress;
    private final Masking masking;
    private final BuildKitTrace trace = new BuildKitTrace();
    private final Deque<String> last = new ArrayDeque<>();

    BuildOutput(String attempt, ActionProgress progress, Masking masking) {
        this.attempt = attempt;
        this.progress = progress;
        this.masking = masking;
    }

    /** Reads one object of the answer. @throws EngineException if it tells that the build has failed */
    void read(ApiObject line) {
        Optional<String> error = line.object("errorDetail").string("message").or(() -> line.string("error"));
        if (error.isPresent()) {
            throw Refusal.of(attempt, 0, error.get());
        }
        if (line.string("id").filter(TRACE::equals).isPresent()) {
            trace.lines(line.string("aux").orElse("")).forEach(this::tell);
        } else if (line.string("stream").isPresent()) {
            line.string("stream").get().lines().forEach(this::tell);
        } else if (line.string("status").isPresent()) {
            ApiObject detail = line.object("progressDetail");
            progress.on(
                    line.string("id").orElse(""),
                    line.string("status").get(),
                    detail.number("current"),
                    detail.number("total"));
        }
    }

    private void tell(String text) {
        if (text.isBlank()) {
            return;
        }
        String masked = masking.of(text);
        last.add(masked);
        if (last.size() > REMEMBERED) {
            last.remove();
        }
        progress.on("", masked, 0, 0);
    }

    /** The failure with the last lines before it, as the reason mostly stands there and not in the engine's words. */
    EngineException explained(EngineException failure) {
        String said = last.isEmpty() ? "" : "\nThe last lines before:\n  " + String.join("\n  ", last);
        return new EngineException(
                failure.kind(), masking.of(String.valueOf(failure.getMessage())) + said, failure.remedy(), null);
    }
}
