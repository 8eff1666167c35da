package io.homelabhub.operation;

import io.homelabhub.compose.render.JsonText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run says of its service, in the form of a Compose file that is laid over the project's own: so short forms, paths and
 * mistakes count as they do there.
 */
final class RunOverride {
    private final StringBuilder text = new StringBuilder();

    private RunOverride() {}

    /**
     * The text.
     *
     * @param section the key at the top of the Compose files that it stands under
     * @param service its name there
     * @param workingDirectory where the sources of mounts that begin with a dot are
     */
    static String of(String section, String service, RunRequest request, Path workingDirectory) {
        RunOverride override = new RunOverride();
        override.text.append(section).append(":\n  ").append(quoted(service)).append(":\n");
        override.program(request);
        override.settings(request.changes(), workingDirectory);
        override.ports(request.changes(), section.equals("jobs"));
        return override.text.toString();
    }

    private void program(RunRequest request) {
        List<String> command = request.command();
        request.changes().entrypoint().ifPresent(entrypoint -> {
            put("entrypoint", "!override " + quoted(entrypoint));
            if (command.isEmpty()) {
                put("command", "!reset null");
            }
        });
        if (!command.isEmpty()) {
            put("command", "!override " + quoted(command));
        }
        put("tty", request.terminal().isPresent());
        put("stdin_open", request.input());
    }

    private void settings(ContainerChanges changes, Path workingDirectory) {
        changes.user().ifPresent(user -> put("user", quoted(user)));
        changes.workingDirectory().ifPresent(folder -> put("working_dir", quoted(folder)));
        if (!changes.environment().isEmpty()) {
            put("environment", quoted(changes.environment()));
        }
        if (!changes.labels().isEmpty()) {
            put("labels", quoted(changes.labels()));
        }
        if (!changes.volumes().isEmpty()) {
            List<String> volumes = new ArrayList<>();
            changes.volumes().forEach(volume -> volumes.add(absolute(volume, workingDirectory)));
            put("volumes", quoted(volumes));
        }
        if (!changes.addedCapabilities().isEmpty()) {
            put("cap_add", quoted(changes.addedCapabilities()));
        }
        if (!changes.droppedCapabilities().isEmpty()) {
            put("cap_drop", quoted(changes.droppedCapabilities()));
        }
    }

    /** A service runs beside those that have its ports; a job has its own for itself. */
    private void ports(ContainerChanges changes, boolean job) {
        if (!changes.publish().isEmpty()) {
            put("ports", "!override " + quoted(changes.publish()));
        } else if (!changes.servicePorts() && !job) {
            put("ports", "!reset []");
        }
    }

    private static String absolute(String volume, Path workingDirectory) {
        return volume.startsWith(".")
                ? workingDirectory.resolve(volume).normalize().toString()
                : volume;
    }

    private void put(String key, Object value) {
        text.append("    ").append(key).append(": ").append(value).append('\n');
    }

    private static String quoted(String value) {
        return JsonText.compact(literal(value));
    }

    private static String quoted(Collection<String> values) {
        return JsonText.compact(values.stream().map(RunOverride::literal).toList());
    }

    private static String quoted(Map<String, String> values) {
        Map<String, String> literal = new TreeMap<>();
        values.forEach((name, value) -> literal.put(literal(name), literal(value)));
        return JsonText.compact(literal);
    }

    /** No variable is filled in: the shell has done that. */
    private static String literal(String value) {
        return value.replace("$", "$$");
    }
}
