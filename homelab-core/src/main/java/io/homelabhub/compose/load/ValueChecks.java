package io.homelabhub.compose.load;

import io.homelabhub.compose.keys.ProjectKeys;
import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.ScalarNode;
import io.homelabhub.secret.EncryptedReference;
import io.homelabhub.spelling.IpAddress;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks within one value that the forms cannot express: keys that exclude each other, addresses, blank paths. */
final class ValueChecks {
    private static final Pattern DRIVE = Pattern.compile("([A-Za-z]):[/\\\\].*");

    private final Findings findings;
    private Collection<String> volumes = List.of();

    ValueChecks(Findings findings) {
        this.findings = findings;
    }

    void project(MapNode project) {
        MapNode declared = project.map("volumes");
        volumes = declared == null ? List.of() : declared.keys();
        each(project, "volumes", this::volume);
        each(project, "configs", (path, config) -> source(path, config, "file", "environment", "content"));
        each(project, "secrets", this::secret);
        ProjectKeys.WORKLOADS.forEach(section -> each(project, section, this::service));
    }

    @FunctionalInterface
    private interface Check {
        void on(String path, MapNode node);
    }

    private static void each(MapNode parent, String key, Check check) {
        MapNode all = parent.map(key);
        if (all != null) {
            for (String name : all.keys()) {
                if (all.get(name) instanceof MapNode one) {
                    check.on(key + "." + name, one);
                }
            }
        }
    }

    private static void each(String path, @Nullable ListNode list, Check check) {
        if (list != null) {
            for (int i = 0; i < list.items().size(); i++) {
                if (list.items().get(i) instanceof MapNode one) {
                    check.on(path + "[" + i + "]", one);
                }
            }
        }
    }

    private void volume(String path, MapNode volume) {
        if (!(volume.get("external") instanceof ScalarNode external) || !Boolean.TRUE.equals(external.value())) {
            return;
        }
        for (String key : volume.keys()) {
            if (!key.equals("name") && !key.equals("external") && !key.startsWith("x-")) {
                findings.error(
                        volume.placeOf(key),
                        path + "." + key,
                        "an external volume has no \"" + key + "\"",
                        "remove it, or remove external");
            }
        }
    }

    /** A secret that lies encrypted needs no other source; that of {@code environment} is for docker compose then. */
    private void secret(String path, MapNode secret) {
        if (!secret.has(EncryptedReference.KEY)) {
            source(path, secret, "file", "environment");
            return;
        }
        for (String key : List.of("file", "external", "driver")) {
            if (secret.has(key)) {
                findings.error(
                        secret.placeOf(key),
                        path,
                        EncryptedReference.KEY + " and " + key + " exclude each other",
                        "keep one of them; docker compose takes an `environment` beside it");
            }
        }
    }

    private void source(String path, MapNode object, String... keys) {
        List<String> given = List.of(keys).stream().filter(object::has).toList();
        String all = String.join(", ", keys);
        if (given.size() > 1) {
            findings.error(
                    object.placeOf(given.get(1)), path, "%s exclude each other".formatted(String.join(" and ", given)));
        } else if (given.isEmpty() && !object.has("driver") && !object.has("external")) {
            findings.error(object.location(), path, "one of " + all + " is needed", "or external: true");
        }
    }

    private void service(String path, MapNode service) {
        each(path + ".ports", service.list("ports"), this::port);
        each(path + ".volumes", service.list("volumes"), this::drive);
        each(path + ".gpus", service.list("gpus"), this::deviceRequest);
        MapNode develop = service.map("develop");
        if (develop != null) {
            each(path + ".develop.watch", develop.list("watch"), this::watch);
        }
        MapNode deploy = service.map("deploy");
        MapNode resources = deploy == null ? null : deploy.map("resources");
        MapNode reservations = resources == null ? null : resources.map("reservations");
        if (reservations != null) {
            each(path + ".deploy.resources.reservations.devices", reservations.list("devices"), this::deviceRequest);
        }
    }

    /** As docker compose does, a letter before a colon and a slash is read as a drive, though it may be meant as a volume. */
    private void drive(String path, MapNode mount) {
        for (String key : List.of("source", "target")) {
            Matcher drive = DRIVE.matcher(Objects.requireNonNullElse(mount.text(key), ""));
            if (drive.matches() && volumes.contains(drive.group(1))) {
                findings.warn(
                        "drive-letter:" + drive.group(1),
                        mount.location(),
                        path,
                        "\"" + drive.group()
                                + "\" is read as a path on a Windows drive, as docker compose reads it, and not as"
                                + " the volume \"" + drive.group(1) + "\"",
                        "write the long form with type: volume, or give the volume a name of two letters or more");
            }
        }
    }

    private void port(String path, MapNode port) {
        String address = port.text("host_ip");
        if (address != null && !IpAddress.isAddress(address)) {
            findings.error(
                    Objects.requireNonNull(port.get("host_ip")).location(),
                    path + ".host_ip",
                    "\"%s\" is not an IP address".formatted(Findings.shortened(address)));
        }
    }

    private void watch(String path, MapNode watch) {
        if ("".equals(watch.text("path"))) {
            Node blank = Objects.requireNonNull(watch.get("path"));
            findings.error(blank.location(), path + ".path", "the path is empty");
        }
    }

    private void deviceRequest(String path, MapNode request) {
        if (request.has("count") && request.has("device_ids")) {
            findings.error(
                    request.placeOf("device_ids"), path, "count and device_ids exclude each other", "keep one of them");
        }
    }
}
