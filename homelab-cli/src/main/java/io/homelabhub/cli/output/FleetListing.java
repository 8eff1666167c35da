package io.homelabhub.cli.output;

import io.homelabhub.engine.EngineException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was seen on several hosts, one after the other.
 *
 * @param seen by host
 * @param silent the hosts that did not answer
 */
public record FleetListing(Map<String, ? extends Listing> seen, Map<String, EngineException> silent)
        implements Listing {
    public FleetListing {
        seen = new TreeMap<>(seen);
        silent = new TreeMap<>(silent);
    }

    @Override
    public void print(Page page) {
        boolean first = true;
        for (Map.Entry<String, ? extends Listing> host : seen.entrySet()) {
            if (!first) {
                page.blank();
            }
            first = false;
            page.line(page.styled(Style.BOLD, host.getKey()));
            host.getValue().print(page);
        }
        silent(silent, page);
    }

    /** Says which hosts did not answer, and what to do about it. */
    public static void silent(Map<String, EngineException> silent, Page page) {
        silent.forEach((host, failure) -> {
            page.blank().line(page.styled(Style.RED, host) + ": " + failure.getMessage());
            if (!failure.remedy().isEmpty()) {
                page.advice("    Next: " + failure.remedy());
            }
        });
    }

    @Override
    public List<String> ids() {
        return seen.values().stream().flatMap(host -> host.ids().stream()).toList();
    }

    @Override
    public List<? extends Map<String, ?>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        seen.forEach((host, result) -> result.rows().forEach(row -> {
            Map<String, Object> named = new LinkedHashMap<>();
            named.put("host", host);
            named.putAll(row);
            rows.add(named);
        }));
        return rows;
    }

    @Override
    public Map<String, ?> document() {
        SortedMap<String, Map<String, ?>> documents = new TreeMap<>();
        seen.forEach((host, result) -> documents.put(host, result.document()));
        return document(documents, silent);
    }

    /** All hosts in one list, those that did not answer with the reason. */
    public static Map<String, ?> document(
            Map<String, ? extends Map<String, ?>> seen, Map<String, EngineException> silent) {
        SortedMap<String, Map<String, Object>> hosts = new TreeMap<>();
        seen.forEach((host, document) -> {
            Map<String, Object> named = new LinkedHashMap<>();
            named.put("host", host);
            named.put("reachable", true);
            named.putAll(document);
            hosts.put(host, named);
        });
        silent.forEach((host, failure) -> {
            Map<String, Object> named = new LinkedHashMap<>();
            named.put("host", host);
            named.put("reachable", false);
            named.put("problem", String.valueOf(failure.getMessage()));
            named.put("remedy", failure.remedy());
            hosts.put(host, named);
        });
        return Map.of("hosts", List.copyOf(hosts.values()));
    }
}
