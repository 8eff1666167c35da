package io.homelabhub.report;

import io.homelabhub.engine.HealthCheck;
import io.homelabhub.failure.Remedy;
import io.homelabhub.run.ContainerDiagnosis;
import io.homelabhub.run.FailureReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One root cause of a failure, in the form for programs. Secrets are hidden in what containers have printed. */
public final class FailureDocument {
    private FailureDocument() {}

    /**
     * What failed, what was seen of it, what was not done because of it, and what to do next.
     *
     * @param wording what a front end says for what can be done
     */
    public static Map<String, ?> of(FailureReport failure, Function<? super List<Remedy>, String> wording) {
        ContainerDiagnosis container = failure.container();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("step", failure.step().id());
        document.put("kind", failure.step().resource().kind().toString());
        document.put("name", failure.step().resource().name());
        document.put("problem", failure.problem());
        document.put("remedy", wording.apply(failure.remedies()));
        document.put("container", container.container());
        document.put("exitCode", container.exitCode().orElse(null));
        document.put("outOfMemory", container.outOfMemory());
        document.put("restarts", container.restarts());
        document.put("healthTest", container.healthTest());
        document.put(
                "healthChecks",
                container.healthChecks().stream().map(FailureDocument::check).toList());
        document.put("logLines", container.logLines());
        document.put(
                "dependencies",
                failure.dependencies().stream().map(FailureDocument::dependency).toList());
        document.put("skipped", failure.skipped().stream().map(Object::toString).toList());
        return document;
    }

    /** What can be done, in words that fit where nothing is known of a front end. */
    static String neutral(List<Remedy> remedies) {
        return Remedy.text(remedies, Remedy::toString);
    }

    private static Map<String, ?> dependency(ContainerDiagnosis dependency) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("container", dependency.container());
        document.put("logLines", dependency.logLines());
        return document;
    }

    private static Map<String, ?> check(HealthCheck check) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("exitCode", check.exitCode());
        document.put("output", check.output());
        return document;
    }
}
