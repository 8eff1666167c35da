package io.homelabhub.cli.command.status;

import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.FleetListing;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.cli.output.Style;
import io.homelabhub.engine.EngineException;
import io.homelabhub.fleet.HostLook;
import io.homelabhub.status.ProjectHealth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether what is deployed is well on several hosts. Those that have nothing of the project say nothing of it.
 *
 * @param seen what was seen, by host
 * @param silent the hosts that did not answer
 */
record FleetHealthResult(Map<String, HealthResult> seen, Map<String, EngineException> silent) implements Result {
    static FleetHealthResult of(Map<String, HostLook<ProjectHealth>> looks) {
        Map<String, HealthResult> seen = new TreeMap<>();
        Map<String, EngineException> silent = new TreeMap<>();
        looks.forEach((host, look) -> {
            look.value()
                    .filter(ProjectHealth::isDeployed)
                    .ifPresent(health -> seen.put(host, new HealthResult(health)));
            look.failure().ifPresent(failure -> silent.put(host, failure));
        });
        return new FleetHealthResult(seen, silent);
    }

    private boolean isHealthy() {
        return silent.isEmpty() && !seen.isEmpty() && seen.values().stream().allMatch(HealthResult::isHealthy);
    }

    /** What is known to be unwell counts before what nobody could look at. */
    ExitCode code() {
        boolean unwell =
                seen.values().stream().anyMatch(host -> !host.isHealthy()) || (seen.isEmpty() && silent.isEmpty());
        if (unwell) {
            return ExitCode.UNHEALTHY;
        }
        return silent.isEmpty() ? ExitCode.DONE : ExitCode.ENGINE_UNREACHABLE;
    }

    @Override
    public void print(Page page) {
        seen.forEach((host, result) -> {
            page.line(page.styled(Style.BOLD, host));
            result.print(page);
        });
        if (seen.isEmpty()) {
            page.line("Nothing is deployed.");
        }
        FleetListing.silent(silent, page);
    }

    @Override
    public Map<String, ?> document() {
        SortedMap<String, Map<String, ?>> documents = new TreeMap<>();
        seen.forEach((host, result) -> documents.put(host, result.document()));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("healthy", isHealthy());
        document.putAll(FleetListing.document(documents, silent));
        return document;
    }
}
