package io.homelabhub.cli.command.look;

import io.homelabhub.cli.output.Listing;
import io.homelabhub.cli.output.Page;
import io.homelabhub.look.ServicePort;
import io.homelabhub.observed.ObservedPort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The published ports of services. */
record PortResult(String project, List<ServicePort> ports) implements Listing {
    private static final String CONTAINER = "CONTAINER";
    private static final List<String> HEADING = List.of("SERVICE", CONTAINER, "PORT", "ON THIS HOST");

    @Override
    public void print(Page page) {
        if (ports.isEmpty()) {
            page.line("Nothing that runs publishes a port.");
            return;
        }
        List<String> unused = page.fitting(
                HEADING, ports.stream().map(PortResult::cells).toList(), List.of(CONTAINER), (column, cell) -> cell);
    }

    private static List<String> cells(ServicePort port) {
        return List.of(port.service(), port.container(), end(port.port()), address(port.port()));
    }

    private static String end(ObservedPort port) {
        return port.containerPort() + "/" + port.protocol();
    }

    /** {@code 0.0.0.0:8080}, {@code [::]:8080}. */
    static String address(ObservedPort port) {
        boolean six = port.hostAddress().contains(":");
        return (six ? "[" + port.hostAddress() + "]" : port.hostAddress()) + ":" + port.hostPort();
    }

    @Override
    public List<String> ids() {
        return ports.stream().map(port -> address(port.port())).toList();
    }

    @Override
    public List<? extends Map<String, ?>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (ServicePort port : ports) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("service", port.service());
            row.put("container", port.container());
            row.put("index", port.index());
            row.put("containerPort", port.port().containerPort());
            row.put("protocol", port.port().protocol());
            row.put("address", port.port().hostAddress());
            row.put("port", port.port().hostPort());
            rows.add(row);
        }
        return rows;
    }

    @Override
    public Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("project", project);
        document.put("ports", rows());
        return document;
    }
}
