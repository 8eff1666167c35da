package io.homelabhub.cli.command.status;

import io.homelabhub.backup.store.BackupAge;
import io.homelabhub.cli.output.Listing;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Style;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedPort;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.observed.Restarts;
import io.homelabhub.report.ContainerWords;
import io.homelabhub.status.ProjectStatus;
import io.homelabhub.status.ProjectStatus.ServiceStatus;
import io.homelabhub.time.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is deployed and how it stands.
 *
 * @param now when it was asked
 * @param wide whether all columns are shown, however wide the terminal
 * @param filtered whether it is about some containers only, so that it says nothing of the project as a whole
 * @param backups how old the backups are; empty if there are none, or nobody looked
 * @param most how many rows are shown at the most; those that say that all is well are left out first
 */
record StatusResult(
        ProjectStatus status, Instant now, boolean wide, boolean filtered, Optional<BackupAge> backups, int most)
        implements Listing {
    /** How many rows there may be where nothing limits them. */
    private static final int UNLIMITED = Integer.MAX_VALUE;

    /** How many lines stand around the rows at the most. */
    static final int LINES_AROUND = 8;

    private static final String STATE = "STATE";
    private static final String GROUP = "GROUP";
    private static final List<String> HEADING =
            List.of("SERVICE", GROUP, STATE, "CONTAINER", "CREATED", "IMAGE", "PORTS");

    private static final int STATE_CELL = HEADING.indexOf(STATE);

    /** Left out first where a terminal is too narrow for all. */
    private static final List<String> OPTIONAL = List.of("CONTAINER", "IMAGE", GROUP, "CREATED");

    StatusResult(ProjectStatus status, Instant now, boolean wide, boolean filtered) {
        this(status, now, wide, filtered, Optional.empty(), UNLIMITED);
    }

    /** The same, and how old the backups are. */
    StatusResult withBackups(Optional<BackupAge> age) {
        return new StatusResult(status, now, wide, filtered, age, most);
    }

    /** The same with so many rows at the most: where there are more, those that are well go first. */
    StatusResult within(int rows) {
        return new StatusResult(status, now, wide, filtered, backups, Math.max(1, rows));
    }

    @Override
    public void print(Page page) {
        page.line(page.styled(Style.BOLD, status.project()) + " on " + status.engine());
        page.blank();
        if (filtered && containers().isEmpty()) {
            page.line("No container is so.");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        status.services().forEach(service -> rows.addAll(rows(service)));
        status.orphans().forEach(orphan -> rows.add(row("(orphan)", Optional.empty(), orphan)));
        int hidden = Math.max(0, rows.size() - most);
        hide(hidden, rows);
        List<String> heading = new ArrayList<>(HEADING);
        if (status.services().stream().allMatch(service -> service.group().isEmpty())) {
            int group = heading.indexOf(GROUP);
            heading.remove(group);
            rows.replaceAll(row -> without(row, group));
        }
        List<String> narrow = page.fitting(
                heading,
                rows,
                wide ? List.of() : OPTIONAL.stream().filter(heading::contains).toList(),
                (column, cell) -> column.equals(STATE) ? page.styled(color(cell), cell) : cell);
        if (hidden > 0) {
            page.line(page.styled(Style.FAINT, "… and " + hidden + " more"));
        }
        page.blank();
        page.line(summary());
        backups.ifPresent(
                age -> page.line("Backups: the newest is " + TimeText.about(Duration.between(age.newest(), now))
                        + " old, "
                        + age.verified()
                                .map(at -> "one was tried out " + TimeText.about(Duration.between(at, now)) + " ago.")
                                .orElse("none was ever tried out.")));
        if (!status.jobs().isEmpty()) {
            page.line(JobWords.summary(status.jobs()));
            status.jobs().stream()
                    .filter(job -> job.trouble().isPresent())
                    .forEach(job ->
                            page.line("  " + page.styled(Style.YELLOW, job.name()) + " " + JobWords.trouble(job)));
        }
        if (status.services().stream()
                .flatMap(service -> service.containers().stream())
                .anyMatch(ContainerWords::isUnchecked)) {
            page.advice("Check pending: not tested by the engine yet; `homelab health` tests now.");
        }
        if (!narrow.isEmpty()) {
            page.line(page.styled(
                    Style.FAINT, "Too wide for this terminal: " + String.join(", ", narrow) + ". --wide shows all."));
        }
    }

    /** Takes rows away, first of all those that say that all is well, the last of them first. */
    private static void hide(int count, List<List<String>> rows) {
        int left = count;
        for (int i = rows.size() - 1; i >= 0 && left > 0; i--) {
            if (color(rows.get(i).get(STATE_CELL)) != Style.YELLOW) {
                rows.remove(i);
                left--;
            }
        }
        rows.subList(rows.size() - left, rows.size()).clear();
    }

    private static List<String> without(List<String> row, int column) {
        List<String> rest = new ArrayList<>(row);
        rest.remove(column);
        return rest;
    }

    private List<List<String>> rows(ServiceStatus service) {
        if (service.containers().isEmpty()) {
            String state = service.enabled() ? "not deployed" : "disabled";
            return List.of(List.of(service.service(), service.group().orElse("-"), state));
        }
        return service.containers().stream()
                .map(container -> row(service.service(), service.group(), container))
                .toList();
    }

    private List<String> row(String service, Optional<String> group, ObservedContainer container) {
        return List.of(
                service,
                group.orElse("-"),
                ContainerWords.state(container, now),
                container.name(),
                age(container.created()),
                container.image(),
                ports(container.ports()));
    }

    private static String ports(List<ObservedPort> ports) {
        String text = ContainerWords.ports(ports);
        return text.isEmpty() ? "-" : text;
    }

    private String age(Instant created) {
        Duration age = Duration.between(created, now);
        if (age.toDays() > 0) {
            return age.toDays() + "d ago";
        }
        if (age.toHours() > 0) {
            return age.toHours() + "h ago";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + "m ago" : Math.max(0, age.toSeconds()) + "s ago";
    }

    private static Style color(String state) {
        if (state.equals("running") || state.equals("running (healthy)")) {
            return Style.GREEN;
        }
        return state.equals("not deployed") || state.equals("disabled") ? Style.FAINT : Style.YELLOW;
    }

    private String summary() {
        if (filtered) {
            return containers().size() == 1 ? "1 container." : containers().size() + " containers.";
        }
        long deployed = status.services().stream()
                .filter(service -> !service.containers().isEmpty())
                .count();
        long up = status.services().stream().filter(ServiceStatus::isUp).count();
        return up + " of " + deployed + " deployed services are up; "
                + (status.services().size() - deployed)
                + " not deployed."
                + (status.orphans().isEmpty()
                        ? ""
                        : " Orphans: " + status.orphans().size() + ".");
    }

    /** The containers that are shown, those of services first. */
    private List<ObservedContainer> containers() {
        return Stream.concat(
                        status.services().stream().flatMap(service -> service.containers().stream()),
                        status.orphans().stream())
                .toList();
    }

    @Override
    public List<String> ids() {
        return containers().stream().map(ObservedContainer::id).toList();
    }

    /** A row a container, and one for each service that has none. */
    @Override
    public List<? extends Map<String, ?>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (ServiceStatus service : status.services()) {
            if (service.containers().isEmpty()) {
                rows.add(row(service));
            }
            service.containers().forEach(container -> {
                Map<String, Object> row = row(service);
                row.putAll(document(container));
                rows.add(row);
            });
        }
        status.orphans().forEach(orphan -> {
            Map<String, Object> row = new LinkedHashMap<>(Map.of("service", ProjectContainers.serviceOf(orphan)));
            row.put("orphan", true);
            row.putAll(document(orphan));
            rows.add(row);
        });
        return rows;
    }

    private static Map<String, Object> row(ServiceStatus service) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("service", service.service());
        row.put("group", service.group().orElse(""));
        row.put("enabled", service.enabled());
        row.put("up", service.isUp());
        return row;
    }

    @Override
    public Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("project", status.project());
        document.put(
                "problems", status.problems().stream().map(Object::toString).toList());
        document.put("engine", status.engine().toString());
        document.put(
                "services",
                status.services().stream().map(StatusResult::document).toList());
        document.put("jobs", JobWords.documents(status.jobs()));
        document.put(
                "orphans", status.orphans().stream().map(StatusResult::document).toList());
        backups.ifPresent(age -> {
            Map<String, @Nullable Object> ages = new LinkedHashMap<>();
            ages.put("newest", age.newest());
            ages.put("verified", age.verified().orElse(null));
            document.put("backups", ages);
        });
        return document;
    }

    private static Map<String, ?> document(ServiceStatus service) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", service.service());
        document.put("group", service.group().orElse(""));
        document.put("enabled", service.enabled());
        document.put("up", service.isUp());
        document.put(
                "containers",
                service.containers().stream().map(StatusResult::document).toList());
        return document;
    }

    private static Map<String, ?> document(ObservedContainer container) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", container.id());
        document.put("name", container.name());
        document.put("state", container.state().name().toLowerCase(Locale.ROOT));
        document.put("health", container.health().name().toLowerCase(Locale.ROOT));
        document.put("exitCode", ContainerWords.exitCode(container).orElse(null));
        Restarts.of(container).ifPresent(restarts -> document.putAll(document(restarts)));
        document.put("image", container.image());
        document.put("created", container.created().toString());
        document.put(
                "ports", container.ports().stream().map(StatusResult::document).toList());
        return document;
    }

    /** How often its restart policy has started it again, and when it last started and ended. */
    static Map<String, @Nullable Object> document(Restarts restarts) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("restarts", restarts.count());
        document.put("restartedAt", restarts.last().map(Instant::toString).orElse(null));
        document.put("startedAt", text(restarts.startedAt()));
        document.put("finishedAt", text(restarts.finishedAt()));
        return document;
    }

    private static @Nullable String text(Instant time) {
        return time.equals(Instant.EPOCH) ? null : time.toString();
    }

    private static Map<String, ?> document(ObservedPort port) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("address", port.hostAddress());
        document.put("port", port.hostPort());
        document.put("containerPort", port.containerPort());
        document.put("protocol", port.protocol());
        return document;
    }
}
