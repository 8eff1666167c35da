package io.homelabhub.cli.command.look;

import io.homelabhub.cli.output.Listing;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.SizeText;
import io.homelabhub.engine.ContainerStats;
import io.homelabhub.look.ServiceUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What containers use at one time.
 *
 * @param wide whether all columns are shown, however wide the terminal
 */
record StatsResult(List<ServiceUsage> containers, boolean wide) implements Listing {
    private static final String CONTAINER = "CONTAINER";
    private static final String BLOCK = "BLOCK I/O";
    private static final String NETWORK = "NET I/O";
    private static final String SHARE = "MEM %";
    private static final String PROCESSES = "PIDS";
    private static final List<String> HEADING =
            List.of("SERVICE", CONTAINER, "CPU %", "MEM USAGE / LIMIT", SHARE, NETWORK, BLOCK, PROCESSES);

    /** Left out first where a terminal is too narrow for all. */
    private static final List<String> OPTIONAL = List.of(CONTAINER, SHARE, PROCESSES, BLOCK, NETWORK);

    @Override
    public void print(Page page) {
        List<List<String>> rows = containers.stream().map(StatsResult::cells).toList();
        if (wide) {
            page.columns(HEADING, rows, (column, cell) -> cell);
        } else {
            List<String> unused = page.fitting(HEADING, rows, optional(), (column, cell) -> cell);
        }
    }

    /** Where services have several containers, one row could not be told from another without their names. */
    private List<String> optional() {
        boolean told = containers.stream().map(ServiceUsage::service).distinct().count() == containers.size();
        return told ? OPTIONAL : OPTIONAL.subList(1, OPTIONAL.size());
    }

    private static List<String> cells(ServiceUsage usage) {
        if (usage.stats().isEmpty()) {
            return List.of(usage.service(), usage.container(), "-", "-", "-", "-", "-", "-");
        }
        ContainerStats stats = usage.stats().get();
        return List.of(
                usage.service(),
                usage.container(),
                percent(stats.cpuPercent()),
                SizeText.binary(stats.memory()) + " / " + SizeText.binary(stats.memoryLimit()),
                percent(stats.memoryPercent()),
                SizeText.decimal(stats.received()) + " / " + SizeText.decimal(stats.sent()),
                SizeText.decimal(stats.read()) + " / " + SizeText.decimal(stats.written()),
                String.valueOf(stats.processes()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", share);
    }

    @Override
    public List<String> ids() {
        return containers.stream().map(ServiceUsage::id).toList();
    }

    @Override
    public List<? extends Map<String, ?>> rows() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (ServiceUsage usage : containers) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("service", usage.service());
            row.put("container", usage.container());
            row.put("id", usage.id());
            row.put("running", usage.stats().isPresent());
            usage.stats().ifPresent(stats -> row.putAll(figures(stats)));
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, Object> figures(ContainerStats stats) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("time", stats.at().toString());
        figures.put("cpuPercent", rounded(stats.cpuPercent()));
        figures.put("memory", stats.memory());
        figures.put("memoryLimit", stats.memoryLimit());
        figures.put("memoryPercent", rounded(stats.memoryPercent()));
        figures.put("networkReceived", stats.received());
        figures.put("networkSent", stats.sent());
        figures.put("blockRead", stats.read());
        figures.put("blockWritten", stats.written());
        figures.put("pids", stats.processes());
        return figures;
    }

    private static double rounded(double share) {
        return Math.round(share * 100) / 100.0;
    }

    @Override
    public Map<String, ?> document() {
        return Map.of("containers", rows());
    }
}
