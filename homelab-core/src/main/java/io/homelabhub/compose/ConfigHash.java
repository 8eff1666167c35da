package io.homelabhub.compose;

import io.homelabhub.compose.keys.Field;
import io.homelabhub.compose.keys.ProjectKeys;
import io.homelabhub.compose.render.JsonText;
import io.homelabhub.compose.tree.View;
import io.homelabhub.resource.ComposeDialect;
import io.homelabhub.resource.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hash by which docker compose tells whether a container, network or volume is still what its file says: SHA-256 of the
 * canonical form as compact JSON (pkg/compose/hash.go of docker compose), in hex. Equal for equal configuration, whichever of the
 * two tools made it; version 5 has another canonical form than version 2.
 */
public final class ConfigHash {
    private static final List<String> WITHOUT = List.of("build", "pull_policy", "scale", "depends_on", "profiles");

    private ConfigHash() {}

    /**
     * What {@code docker compose config --hash} prints. In version 2 env files are not read, their names count; version 5 reads
     * them first.
     */
    public static String printed(ComposeDialect dialect, ComposeProject project, ComposeService service) {
        return Sha256.hex(printedText(dialect, project, service).getBytes(StandardCharsets.UTF_8));
    }

    /** The JSON text that {@link #printed} is the hash of. */
    static String printedText(ComposeDialect dialect, ComposeProject project, ComposeService service) {
        if (dialect == ComposeDialect.V2) {
            return JsonText.compact(hashed(service.declared(), platform(project, service)));
        }
        Map<String, @Nullable Object> changes = platform(project, service);
        putLabelFiles(service, changes);
        return JsonText.compact(hashed(service.canonical(dialect), changes));
    }

    /**
     * What stands in the label {@code com.docker.compose.config-hash} of containers: env files are read, and services whose
     * namespaces or volumes are shared are replaced by their containers.
     *
     * @param ids asked only for services that this one refers to by {@code network_mode}, {@code ipc}, {@code pid} and
     *     {@code volumes_from}
     */
    public static String label(
            ComposeDialect dialect, ComposeProject project, ComposeService service, ContainerIds ids) {
        return Sha256.hex(text(dialect, project, service, ids).getBytes(StandardCharsets.UTF_8));
    }

    /** The JSON text that {@link #label} is the hash of. It can hold secrets. */
    public static String text(
            ComposeDialect dialect, ComposeProject project, ComposeService service, ContainerIds ids) {
        Map<String, @Nullable Object> changes = platform(project, service);
        for (String key : List.of("network_mode", "ipc", "pid")) {
            String mode = View.of(service.canonical()).text(key);
            if (mode.startsWith("service:")) {
                changes.put(key, "container:" + ids.of(mode.substring("service:".length())));
            }
        }
        if (!service.volumesFrom().isEmpty()) {
            changes.put(
                    "volumes_from",
                    service.volumesFrom().stream()
                            .map(from -> container(from, ids))
                            .toList());
        }
        putLabelFiles(service, changes);
        return JsonText.compact(hashed(service.canonical(dialect), changes));
    }

    /** What stands in the label {@code com.docker.compose.config-hash} of a network. */
    public static String network(ComposeDialect dialect, ComposeNetwork network) {
        return hash(DialectForm.network(dialect, network.canonical()));
    }

    /** What stands in the label {@code com.docker.compose.config-hash} of a volume. */
    public static String volume(ComposeVolume volume) {
        Map<String, Object> canonical = new LinkedHashMap<>();
        canonical.put("name", volume.name());
        canonical.put("driver", "local");
        canonical.putAll(volume.canonical());
        return hash(canonical);
    }

    private static void putLabelFiles(ComposeService service, Map<String, @Nullable Object> changes) {
        if (!service.labelFiles().isEmpty()) {
            changes.put("label_file", service.labelFiles());
        }
    }

    private static String container(String from, ContainerIds ids) {
        String[] parts = from.split(":", -1);
        return parts[0].equals("container") ? parts[1] : ids.of(parts[0]);
    }

    /** A service that is built takes the platform that the environment asks for. */
    private static Map<String, @Nullable Object> platform(ComposeProject project, ComposeService service) {
        Map<String, @Nullable Object> changes = new HashMap<>();
        String platform = project.environment().getOrDefault("DOCKER_DEFAULT_PLATFORM", "");
        View view = View.of(service.canonical());
        if (!platform.isEmpty() && view.text("platform").isEmpty() && view.has("build")) {
            changes.put("platform", platform);
        }
        return changes;
    }

    /** The part of the canonical form that counts, with {@code changes} where they belong. */
    private static Map<String, @Nullable Object> hashed(
            Map<String, @Nullable Object> canonical, Map<String, @Nullable Object> changes) {
        Map<String, @Nullable Object> hashed = new LinkedHashMap<>();
        for (Field field : ProjectKeys.SERVICE.fields()) {
            String key = field.name();
            if (changes.containsKey(key)) {
                hashed.put(key, changes.get(key));
            } else if (canonical.containsKey(key) && !WITHOUT.contains(key)) {
                hashed.put(key, key.equals("deploy") ? withoutReplicas(canonical.get(key)) : canonical.get(key));
            }
        }
        return hashed;
    }

    private static Map<String, @Nullable Object> withoutReplicas(@Nullable Object deploy) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(View.of(deploy).map());
        copy.remove("replicas");
        return copy;
    }

    private static String hash(Map<String, ?> canonical) {
        return Sha256.hex(JsonText.compact(canonical).getBytes(StandardCharsets.UTF_8));
    }
}
