package io.homelabhub.report;

import io.homelabhub.engine.HealthCheck;
import io.homelabhub.run.ContainerDiagnosis;
import io.homelabhub.run.FailureReport;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One root cause of a failure, in the form for programs. Secrets are hidden in what containers have printed. */
public final class FailureDocument {
    private FailureDocument() {}

    /** What failed, what was seen of it, what was not done because of it, and what to do next. */
    public static Map<String, ?> of(FailureReport failure) {
        ContainerDiagnosis container = failure.container();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("step", failure.step().id());
        document.put("kind", failure.step().resource().kind().toString());
        document.put("name", failure.step().resource().name());
        document.put("problem", failure.problem());
        document.put("remedy", failure.remedy());
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
