package io.homelabhub.web;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.graph.Dependency;
import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.report.ServiceState;
import io.homelabhub.report.StackDocument;
import io.homelabhub.status.ProjectStatus;
import io.homelabhub.status.StatusWatch;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the stack stands at one moment, as one HTML file: for a wiki or a ticket. It has no script, asks for nothing and says nothing that
 * {@code homelab status} would not.
 */
public final class Snapshot {
    private static final int WIDTH = 190;
    private static final int HEIGHT = 48;
    private static final int ACROSS = 70;
    private static final int DOWN = 14;
    private static final int LONGEST_NAME = 22;

    private static final String STYLE = """
        body{font:15px/1.45 system-ui,sans-serif;margin:2rem;background:#fff;color:#1a2124}
        svg{max-width:100%;height:auto}
        .edge{fill:none;stroke:#c3cac6;stroke-width:1.5}.optional{stroke-dasharray:4 4}
        rect{fill:#fff;stroke:#c3cac6}.bad rect{stroke:#a8231f}.absent rect{stroke-dasharray:4 3}
        text{font-size:13px;fill:#1a2124}.state{font-size:11.5px;fill:#566066}.bad .state{fill:#a8231f}
        """;

    private final Map<String, ServiceState> states;
    private final DependencyGraph graph;
    private final Map<String, Place> places = new LinkedHashMap<>();

    private record Place(int x, int y) {}

    private Snapshot(ProjectStatus status, DependencyGraph graph) {
        this.states = StackDocument.states(status);
        this.graph = graph;
        Map<Integer, List<String>> layers = new TreeMap<>();
        graph.layers().forEach((service, layer) -> layers.computeIfAbsent(layer, any -> new ArrayList<>())
                .add(service));
        layers.forEach((layer, services) -> {
            for (int i = 0; i < services.size(); i++) {
                places.put(services.get(i), new Place(1 + layer * (WIDTH + ACROSS), 1 + i * (HEIGHT + DOWN)));
            }
        });
    }

    /**
     * The file's text.
     *
     * @param now the time that it names
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     * @throws io.homelabhub.engine.EngineException if the engine does not answer
     */
    public static String html(HomelabRuntime runtime, Instant now) {
        try (StatusWatch watch = runtime.watchStatus()) {
            ProjectStatus status = watch.next(Duration.ZERO).orElseThrow(); // the first look comes at once
            return new Snapshot(status, watch.graph()).html(status, now);
        }
    }

    private String html(ProjectStatus status, Instant now) {
        String title = escaped(status.project() + " on " + status.engine());
        StringBuilder html = new StringBuilder(
                        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(title)
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style></head><body>\n<h1>")
                .append(title)
                .append("</h1>\n<p>")
                .append(now.truncatedTo(ChronoUnit.SECONDS))
                .append("</p>\n");
        drawing(html);
        status.orphans().forEach(orphan -> html.append("<p>Orphan: ")
                .append(escaped(orphan.name()))
                .append("</p>\n"));
        status.problems()
                .forEach(problem ->
                        html.append("<p>").append(escaped(problem.toString())).append("</p>\n"));
        return html.append("</body></html>\n").toString();
    }

    private void drawing(StringBuilder html) {
        int width = places.values().stream().mapToInt(Place::x).max().orElse(0) + WIDTH + 1;
        int height = places.values().stream().mapToInt(Place::y).max().orElse(0) + HEIGHT + 1;
        html.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"Dependency graph\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n"
                        .formatted(width, height, width, height));
        graph.edges().forEach(edge -> html.append(edge(edge)));
        places.forEach((service, place) -> html.append(node(service, place)));
        html.append("</svg>\n");
    }

    private String edge(Dependency edge) {
        Place from = place(edge.to());
        Place to = place(edge.from());
        int left = from.x() + WIDTH;
        int middle = (left + to.x()) / 2;
        int begin = from.y() + HEIGHT / 2;
        int end = to.y() + HEIGHT / 2;
        return "<path class=\"edge%s\" d=\"M%d,%d C%d,%d %d,%d %d,%d\"/>\n"
                .formatted(edge.required() ? "" : " optional", left, begin, middle, begin, middle, end, to.x(), end);
    }

    private Place place(String service) {
        return places.getOrDefault(service, new Place(0, 0));
    }

    private String node(String service, Place place) {
        ServiceState state = states.getOrDefault(service, ServiceState.ABSENT);
        String name = service.length() > LONGEST_NAME ? service.substring(0, LONGEST_NAME - 1) + "…" : service;
        String kind = state.isTrouble() ? "bad" : state.code();
        return """
            <g class="%s" transform="translate(%d %d)"><title>%s: %s</title><rect width="%d" height="%d" rx="8"/>\
            <text x="12" y="20">%s %s</text><text class="state" x="30" y="37">%s</text></g>
            """.formatted(
                        kind,
                        place.x(),
                        place.y(),
                        escaped(service),
                        state.code(),
                        WIDTH,
                        HEIGHT,
                        sign(state),
                        escaped(name),
                        state.code().toLowerCase(Locale.ROOT));
    }

    private static String sign(ServiceState state) {
        return switch (state) {
            case HEALTHY, RUNNING -> "●";
            case COMPLETED -> "■";
            case STARTING, CREATED, PAUSED -> "◐";
            case ABSENT, DISABLED -> "○";
            case EXITED, UNHEALTHY, LOOPING -> "▲";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
