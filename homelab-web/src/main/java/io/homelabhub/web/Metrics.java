package io.homelabhub.web;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.StoredBackup;
import io.homelabhub.report.ServiceState;
import io.homelabhub.status.ProjectStatus;
import io.homelabhub.status.ProjectStatus.ServiceStatus;
import io.homelabhub.web.http.Reply;
import io.homelabhub.web.live.Deploys;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Figures for Prometheus, in its text format 0.0.4. */
final class Metrics {
    private static final String TYPE = "text/plain; version=0.0.4";

    private final StringBuilder text = new StringBuilder();

    private Metrics() {}

    /**
     * @param status empty if the engine does not answer: nobody knows then how services are
     * @param listeners how many pages listen
     */
    static Reply reply(HomelabRuntime runtime, Optional<ProjectStatus> status, Deploys deploys, int listeners) {
        Metrics metrics = new Metrics();
        metrics.family("homelab_engine_up", "gauge", "Whether the engine answers.");
        metrics.sample("homelab_engine_up", "", status.isPresent() ? 1 : 0);
        status.ifPresent(metrics::services);
        metrics.deploys(deploys);
        backups(runtime).ifPresent(metrics::backups);
        metrics.family("homelab_page_listeners", "gauge", "Pages that are open.");
        metrics.sample("homelab_page_listeners", "", listeners);
        return Reply.text(200, TYPE, metrics.text.toString());
    }

    /** Empty if their folder cannot be read: the rest can be measured all the same. */
    private static Optional<List<StoredBackup>> backups(HomelabRuntime runtime) {
        try {
            return Optional.of(runtime.backups().shelf().list());
        } catch (BackupException unreadable) {
            return Optional.empty();
        }
    }

    private void services(ProjectStatus status) {
        family("homelab_service_up", "gauge", "Whether every container of the service runs and is well.");
        status.services().forEach(service -> sample("homelab_service_up", labels(service), service.isUp() ? 1 : 0));
        family("homelab_service_state", "gauge", "How the service stands: 1 for the state that it is in.");
        status.services()
                .forEach(service -> sample(
                        "homelab_service_state",
                        labels(service) + ","
                                + label("state", ServiceState.of(service).code()),
                        1));
        family("homelab_service_containers", "gauge", "Containers of the service.");
        status.services()
                .forEach(service -> sample(
                        "homelab_service_containers",
                        labels(service),
                        service.containers().size()));
        family("homelab_orphans", "gauge", "Containers of the project that no service describes.");
        sample("homelab_orphans", "", status.orphans().size());
    }

    private static String labels(ServiceStatus service) {
        return label("service", service.service()) + ","
                + label("group", service.group().orElse(""));
    }

    private void deploys(Deploys deploys) {
        family("homelab_deploys_total", "counter", "Deploys from this page, by how they ended.");
        deploys.endings().forEach((ending, count) -> sample("homelab_deploys_total", label("ending", ending), count));
        family("homelab_deploy_duration_seconds", "gauge", "How long the last deploy from this page took.");
        sample("homelab_deploy_duration_seconds", "", deploys.lastTook().toMillis() / 1000.0);
    }

    private void backups(List<StoredBackup> backups) {
        family("homelab_backups", "gauge", "Backups in the project's folder.");
        sample("homelab_backups", "", backups.size());
        family(
                "homelab_backup_verified_timestamp_seconds",
                "gauge",
                "When the newest backup was taken that is verified.");
        backups.stream()
                .filter(backup -> backup.verified().isPresent())
                .map(backup -> backup.manifest().created())
                .max(Comparator.naturalOrder())
                .map(Instant::getEpochSecond)
                .ifPresent(time -> sample("homelab_backup_verified_timestamp_seconds", "", time));
    }

    private void family(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void sample(String name, String labels, double value) {
        String number =
                value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.3f", value);
        text.append(name)
                .append(labels.isEmpty() ? "" : "{" + labels + "}")
                .append(' ')
                .append(number)
                .append('\n');
    }

    private static String label(String name, String value) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return name + "=\"" + escaped + "\"";
    }
}
