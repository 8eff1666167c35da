package io.homelabhub.cli;

import io.homelabhub.ProjectStatus;
import io.homelabhub.ProjectStatus.ServiceStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whether what is deployed is well.
 *
 * @param demanded whether the services were named, so that one that is not deployed is not well either
 */
record HealthResult(ProjectStatus status, boolean demanded) implements Result {
    boolean isHealthy() {
        return checked().stream().allMatch(ServiceStatus::isUp);
    }

    private List<ServiceStatus> checked() {
        return status.services().stream()
                .filter(service -> demanded || !service.containers().isEmpty())
                .toList();
    }

    @Override
    public void print(Page page) {
        checked().forEach(service -> page.line(line(service, page)));
        long bad = checked().stream().filter(service -> !service.isUp()).count();
        page.blank();
        if (checked().isEmpty()) {
            page.line("Nothing is deployed.");
        } else if (bad == 0) {
            page.line("All " + checked().size() + " deployed services are healthy.");
        } else {
            page.line(bad + " of " + checked().size() + " services are not healthy.");
        }
    }

    private static String line(ServiceStatus service, Page page) {
        String mark = service.isUp() ? page.styled(Style.GREEN, "✔") : page.styled(Style.RED, "✘");
        return mark + " " + service.service() + ": " + state(service);
    }

    private static String state(ServiceStatus service) {
        return service.containers().isEmpty()
                ? "not deployed"
                : service.containers().stream().map(StatusResult::state).collect(Collectors.joining(", "));
    }

    @Override
    public Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("project", status.project());
        document.put("healthy", isHealthy());
        document.put(
                "services",
                checked().stream()
                        .map(service ->
                                Map.of("name", service.service(), "healthy", service.isUp(), "state", state(service)))
                        .toList());
        return document;
    }
}
