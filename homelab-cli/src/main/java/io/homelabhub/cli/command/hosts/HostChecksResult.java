package io.homelabhub.cli.command.hosts;

import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.cli.output.Style;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineInfo;
import io.homelabhub.inventory.HostCheck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of a look at hosts. */
record HostChecksResult(List<HostCheck> checks) implements Result {
    /** Of a host whose endpoint asks for no certificate. */
    static final String OPEN =
            "Note: whoever reaches %s owns that machine: give it `certificates`, or an endpoint with ssh.";

    private static final List<String> HEADING = List.of("NAME", "STATE", "ENGINE", "CONNECTING", "LATENCY", "ENDPOINT");

    @Override
    public void print(Page page) {
        if (checks.isEmpty()) {
            page.line("No host is named.");
            page.advice("`homelab hosts add NAME ssh://USER@MACHINE` names one.");
            return;
        }
        List<List<String>> rows = checks.stream().map(HostChecksResult::cells).toList();
        List<String> unused = page.fitting(HEADING, rows, List.of("ENDPOINT"), (column, cell) -> switch (cell) {
            case "reachable" -> page.styled(Style.GREEN, cell);
            case "unreachable" -> page.styled(Style.RED, cell);
            default -> cell;
        });
        checks.stream()
                .filter(check -> check.host().isOpen())
                .forEach(check -> page.line(OPEN.formatted(check.host())));
        checks.forEach(check -> check.failure().ifPresent(failure -> {
            page.line(page.styled(Style.RED, "✘ ") + reason(failure));
            if (!failure.remedy().isEmpty()) {
                page.advice("  " + failure.remedy());
            }
        }));
    }

    private static List<String> cells(HostCheck check) {
        return List.of(
                check.host().name(),
                check.isReachable() ? "reachable" : "unreachable",
                check.engine()
                        .map(engine -> engine.product() + " " + engine.version())
                        .orElse("-"),
                check.connecting().toMillis() + " ms",
                check.isReachable() ? check.latency().toMillis() + " ms" : "-",
                check.host().endpoint());
    }

    /** Without what was attempted: it is the same for all. */
    private static String reason(EngineException failure) {
        return String.valueOf(failure.getMessage())
                .replaceFirst("^looking for a container engine: ", "")
                .replaceFirst("^no container engine answers; tried ", "");
    }

    @Override
    public Map<String, ?> document() {
        return Map.of("hosts", checks.stream().map(HostChecksResult::row).toList());
    }

    private static Map<String, @Nullable Object> row(HostCheck check) {
        Map<String, @Nullable Object> row = HostsResult.row(check.host());
        row.put("reachable", check.isReachable());
        row.put("product", check.engine().map(EngineInfo::product).orElse(null));
        row.put("version", check.engine().map(EngineInfo::version).orElse(null));
        row.put("apiVersion", check.engine().map(EngineInfo::apiVersion).orElse(null));
        row.put("connectingMillis", check.connecting().toMillis());
        row.put("latencyMillis", check.isReachable() ? check.latency().toMillis() : null);
        row.put("failure", check.failure().map(HostChecksResult::failure).orElse(null));
        return row;
    }

    private static Map<String, ?> failure(EngineException failure) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("kind", failure.kind().name().toLowerCase(Locale.ROOT));
        row.put("problem", reason(failure));
        row.put("remedy", failure.remedy());
        return row;
    }
}
