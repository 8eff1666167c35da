package io.homelabhub.cli.command.status;

import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.cli.output.Style;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.Restarts;
import io.homelabhub.status.ProjectHealth;
import io.homelabhub.status.ProjectHealth.HealthCheck;
import io.homelabhub.status.ProjectHealth.ServiceHealth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether what was asked about is well. */
record HealthResult(ProjectHealth health) implements Result {
    boolean isHealthy() {
        return health.isHealthy();
    }

    @Override
    public void print(Page page) {
        List<ServiceHealth> services = health.services();
        services.forEach(service -> page.line(line(service, page)));
        long bad = services.stream().filter(service -> !service.isHealthy()).count();
        health.unwellJobs()
                .forEach(job ->
                        page.line(page.styled(Style.RED, "✘") + " job " + job.name() + ": " + JobWords.trouble(job)));
        int jobs = health.unwellJobs().size();
        page.blank();
        if (jobs > 0) {
            page.line(jobs == 1 ? "1 job is not well." : jobs + " jobs are not well.");
        }
        if (!health.isDeployed()) {
            page.line("Nothing is deployed.");
        } else if (bad == 0 && services.isEmpty()) {
            page.line("No service is deployed.");
        } else if (bad == 0) {
            page.line(services.size() == 1 ? "It is healthy." : "All " + services.size() + " services are healthy.");
        } else {
            page.line(bad + " of " + services.size() + " services are not healthy.");
        }
    }

    private static String line(ServiceHealth service, Page page) {
        String mark = service.isHealthy() ? page.styled(Style.GREEN, "✔") : page.styled(Style.RED, "✘");
        return mark + " " + service.status().service() + ": " + text(service);
    }

    private static String text(ServiceHealth service) {
        if (service.checks().isEmpty()) {
            return "not deployed";
        }
        boolean several = service.status().containers().size() > 1;
        return service.checks().stream()
                .map(check -> several && check.kind() == HealthCheck.Kind.STATE
                        ? check.subject() + " " + text(check)
                        : text(check))
                .collect(Collectors.joining(", "));
    }

    /** {@code exited (3)}, {@code health test failed: no token}, {@code http://localhost:4000/health answers}. */
    private static String text(HealthCheck check) {
        return switch (check.kind()) {
            case STATE -> check.detail();
            case TEST -> check.passed() ? "health test passed" : failed("health test failed", check);
            case ENDPOINT -> check.passed() ? check.subject() + " answers" : check.detail();
        };
    }

    private static String failed(String what, HealthCheck check) {
        return check.detail().isEmpty() ? what : what + ": " + check.detail();
    }

    @Override
    public Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("project", health.project());
        document.put(
                "problems", health.problems().stream().map(Object::toString).toList());
        document.put("healthy", isHealthy());
        document.put(
                "services",
                health.services().stream().map(HealthResult::document).toList());
        document.put("jobs", JobWords.documents(health.jobs()));
        return document;
    }

    private static Map<String, ?> document(ServiceHealth service) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", service.status().service());
        document.put("healthy", service.isHealthy());
        document.put(
                "containers",
                service.status().containers().stream()
                        .map(HealthResult::document)
                        .toList());
        document.put(
                "checks", service.checks().stream().map(HealthResult::document).toList());
        return document;
    }

    private static Map<String, ?> document(ObservedContainer container) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("name", container.name());
        Restarts.of(container).ifPresent(restarts -> {
            document.put("exitCode", restarts.exitCode().orElse(null));
            document.putAll(StatusResult.document(restarts));
        });
        return document;
    }

    private static Map<String, ?> document(HealthCheck check) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("kind", check.kind().toString());
        document.put("subject", check.subject());
        document.put("passed", check.passed());
        document.put("detail", check.detail());
        return document;
    }
}
