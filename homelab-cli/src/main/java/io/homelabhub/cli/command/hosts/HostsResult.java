package io.homelabhub.cli.command.hosts;

import io.homelabhub.cli.output.Listing;
import io.homelabhub.cli.output.Page;
import io.homelabhub.host.Host;
import io.homelabhub.host.Hosts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The hosts that an owner has named. */
record HostsResult(Hosts hosts) implements Listing {
    private static final List<String> HEADING = List.of("NAME", "ENDPOINT", "ADDRESS", "LABELS", "DESCRIPTION");

    @Override
    public void print(Page page) {
        if (hosts.isEmpty()) {
            page.line("No host is named.");
            page.advice("`homelab hosts add NAME ssh://USER@MACHINE` names one.");
            return;
        }
        List<List<String>> rows = hosts.byName().values().stream()
                .map(host -> List.of(
                        host.name(), host.endpoint(), host.address().orElse("-"), labels(host), host.description()))
                .toList();
        List<String> unused = page.fitting(HEADING, rows, List.of("DESCRIPTION", "LABELS"), (column, cell) -> cell);
    }

    private static String labels(Host host) {
        return host.labels().isEmpty()
                ? "-"
                : host.labels().entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(","));
    }

    @Override
    public List<String> ids() {
        return List.copyOf(hosts.byName().keySet());
    }

    @Override
    public List<? extends Map<String, ?>> rows() {
        return hosts.byName().values().stream().map(HostsResult::row).toList();
    }

    /** A host for programs. */
    static Map<String, @Nullable Object> row(Host host) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("name", host.name());
        row.put("endpoint", host.endpoint());
        row.put("certificates", host.certificates().map(Path::toString).orElse(null));
        row.put("address", host.address().orElse(null));
        row.put("labels", host.labels());
        row.put("description", host.description());
        return row;
    }

    @Override
    public Map<String, ?> document() {
        return Map.of("hosts", rows());
    }
}
