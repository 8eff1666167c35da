package io.homelabhub.testkit.engine;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The Config that container inspect shows: what was given at create, completed from the image (moby,
 * {@code daemon/commit.go}, merge).
 */
final class ContainerConfigs {
    private ContainerConfigs() {}

    static ApiObject of(ContainerSpec spec, String id, ApiObject image) {
        ApiObject given = spec.config();
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put("Hostname", orElse(given, "Hostname", id.substring(0, 12)));
        config.put("Domainname", orElse(given, "Domainname", ""));
        config.put("User", textOr(given, image, "User"));
        for (String flag : List.of("AttachStdin", "AttachStdout", "AttachStderr", "Tty", "OpenStdin", "StdinOnce")) {
            config.put(flag, given.isTrue(flag));
        }
        config.put("ExposedPorts", union(image.object("ExposedPorts"), given.object("ExposedPorts")));
        config.put("Env", environment(given.strings("Env"), image.strings("Env")));
        putCommand(config, given, image);
        config.put("Healthcheck", healthcheck(given.object("Healthcheck"), image.object("Healthcheck")));
        config.put("Image", spec.image());
        config.put("Volumes", union(image.object("Volumes"), given.object("Volumes")));
        config.put("WorkingDir", textOr(given, image, "WorkingDir"));
        config.put("OnBuild", null);
        config.put("Labels", labels(spec.labels(), image));
        given.members().forEach(config::putIfAbsent);
        config.putIfAbsent("StopSignal", image.get("StopSignal"));
        config.values().removeIf(ContainerConfigs::leftOutIfEmpty);
        return ApiObject.of(config);
    }

    /** An entrypoint given at create makes the image's command count no more. */
    private static void putCommand(Map<String, @Nullable Object> config, ApiObject given, ApiObject image) {
        boolean ownEntrypoint = given.get("Entrypoint") != null;
        boolean ownCommand = given.get("Cmd") != null;
        config.put("Cmd", ownCommand || ownEntrypoint ? given.get("Cmd") : image.get("Cmd"));
        config.put("Entrypoint", ownEntrypoint ? given.get("Entrypoint") : image.get("Entrypoint"));
    }

    private static boolean leftOutIfEmpty(@Nullable Object value) {
        return value instanceof Absent;
    }

    private enum Absent {
        ABSENT
    }

    private static Object orElse(ApiObject given, String name, String other) {
        return given.string(name).filter(text -> !text.isEmpty()).orElse(other);
    }

    private static String textOr(ApiObject given, ApiObject image, String name) {
        return given.string(name)
                .filter(text -> !text.isEmpty())
                .or(() -> image.string(name))
                .orElse("");
    }

    private static Object union(ApiObject image, ApiObject given) {
        ApiObject both = Api.merged(image, given);
        return both.isEmpty() ? Absent.ABSENT : both;
    }

    private static List<String> environment(List<String> given, List<String> image) {
        Set<String> names = given.stream().map(ContainerConfigs::variable).collect(Collectors.toSet());
        List<String> all = new ArrayList<>(given);
        image.stream().filter(entry -> !names.contains(variable(entry))).forEach(all::add);
        return all;
    }

    private static String variable(String entry) {
        int equals = entry.indexOf('=');
        return equals < 0 ? entry : entry.substring(0, equals);
    }

    private static Object healthcheck(ApiObject given, ApiObject image) {
        if (given.isEmpty()) {
            return image.isEmpty() ? Absent.ABSENT : image;
        }
        Map<String, @Nullable Object> both = new LinkedHashMap<>(given.members());
        image.members().forEach((name, value) -> {
            Object own = both.get(name);
            boolean open = own == null || own.equals(0L) || (own instanceof List<?> list && list.isEmpty());
            if (open) {
                both.put(name, value);
            }
        });
        return both;
    }

    private static Map<String, Object> labels(Map<String, String> given, ApiObject image) {
        Map<String, Object> all = new TreeMap<>(given);
        image.object("Labels").members().forEach((name, value) -> all.putIfAbsent(name, String.valueOf(value)));
        return all;
    }
}
