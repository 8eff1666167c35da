package io.homelabhub.cli.progress;

import io.homelabhub.cli.output.OutputFormat;
import io.homelabhub.event.HomelabEvent;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.plan.Step;
import io.homelabhub.report.StepWords;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Progress for programs: one JSON object a line. */
public final class JsonProgress implements ProgressListener {
    private final PrintWriter err;
    private final Optional<String> host;

    public JsonProgress(PrintWriter err) {
        this(err, Optional.empty());
    }

    private JsonProgress(PrintWriter err, Optional<String> host) {
        this.err = err;
        this.host = host;
    }

    @Override
    public ProgressListener ofHost(String name) {
        return new JsonProgress(err, Optional.of(name));
    }

    @Override
    public void on(HomelabEvent event) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("event", name(event));
        document.put("at", event.at());
        host.ifPresent(name -> document.put("host", name));
        describe(event, document);
        err.println(OutputFormat.jsonLine(document));
        err.flush();
    }

    private static String name(HomelabEvent event) {
        String name = event.getClass().getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static void describe(HomelabEvent event, Map<String, Object> to) {
        if (event instanceof HomelabEvent.RunStarted started) {
            to.put("project", started.plan().project());
            to.put("operation", started.plan().operation());
            to.put("steps", started.plan().steps().size());
        } else if (event instanceof HomelabEvent.StepStarted started) {
            step(started.step(), to);
        } else if (event instanceof HomelabEvent.StepProgressed moved) {
            step(moved.step(), to);
            to.put("part", moved.part());
            to.put("status", moved.status());
            to.put("current", moved.current());
            to.put("total", moved.total());
        } else if (event instanceof HomelabEvent.StepFinished finished) {
            step(finished.step(), to);
            to.put("tookMillis", finished.took().toMillis());
            to.put("changed", finished.changed());
            to.put("note", finished.note());
        } else {
            describeTrouble(event, to);
        }
    }

    private static void describeTrouble(HomelabEvent event, Map<String, Object> to) {
        if (event instanceof HomelabEvent.StepFailed failed) {
            step(failed.step(), to);
            to.put("failure", String.valueOf(failed.failure().getMessage()));
        } else if (event instanceof HomelabEvent.StepSkipped skipped) {
            step(skipped.step(), to);
            to.put("because", skipped.because());
        } else if (event instanceof HomelabEvent.StepUndone undone) {
            step(undone.step(), to);
            to.put("undo", StepWords.of(undone.undo()).code());
        } else if (event instanceof HomelabEvent.UndoFailed failed) {
            step(failed.step(), to);
            to.put("undo", StepWords.of(failed.undo()).code());
            to.put("failure", String.valueOf(failed.failure().getMessage()));
        } else if (event instanceof HomelabEvent.RunFinished finished) {
            to.put("tookMillis", finished.took().toMillis());
        }
    }

    private static void step(Step step, Map<String, Object> to) {
        to.put("step", step.id());
        to.put("work", StepWords.of(step).code());
        to.put("kind", step.resource().kind().toString());
        to.put("name", step.resource().name());
        StepWords.container(step.work()).ifPresent(container -> to.put("container", container));
    }
}
