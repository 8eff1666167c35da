package io.homelabhub.desired.translate;

import io.homelabhub.resource.ApiObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service's {@code volumes}, and its configs and secrets that are files.
 *
 * <p>The engine takes mounts in two forms. Docker Compose prefers Binds, which make a missing folder of the host, and
 * takes Mounts for what Binds cannot say; so do we, as the two look different in {@code docker inspect}.
 */
final class Mounts {
    private static final Map<String, String> RECURSION = Map.of(
            "disabled", "NonRecursive",
            "writable", "ReadOnlyNonRecursive",
            "readonly", "ReadOnlyForceRecursive");

    private final ComposeModel model;
    private final FileReferences references;

    Mounts(ComposeModel model, FileReferences references) {
        this.model = model;
        this.references = references;
    }

    void put(String service, Members host) {
        Map<String, ApiObject> volumes = new LinkedHashMap<>();
        for (ApiObject volume : model.service(service).objects("volumes")) {
            volumes.put(target(volume), volume);
        }
        List<String> binds = new ArrayList<>();
        List<ApiObject> mounts = new ArrayList<>();
        volumes.values().forEach(volume -> {
            if (isBind(volume)) {
                binds.add(bind(volume));
            } else {
                mounts.add(mount(volume));
            }
        });
        files(service).forEach((target, mount) -> {
            if (!volumes.containsKey(target)) {
                mounts.add(mount);
            }
        });
        host.put("Binds", binds).put("Mounts", mounts);
    }

    private static String target(ApiObject volume) {
        return volume.string("target").orElse("");
    }

    private static String type(ApiObject volume) {
        return volume.string("type").orElse("volume");
    }

    /** Whether {@code SOURCE:TARGET:OPTIONS} can say it. */
    private boolean isBind(ApiObject volume) {
        ApiObject options = volume.object(type(volume));
        return switch (type(volume)) {
            case "bind" ->
                volume.get("bind") == null
                        || (makesFolder(options)
                                && options.string("propagation").orElse("").isEmpty()
                                && options.string("recursive").orElse("").isEmpty());
            case "volume" ->
                isDeclared(volume)
                        && options.object("labels").isEmpty()
                        && options.string("subpath").orElse("").isEmpty()
                        && !options.isTrue("nocopy");
            default -> false;
        };
    }

    private String bind(ApiObject volume) {
        String access = volume.isTrue("read_only") ? "ro" : "rw";
        String label = volume.object("bind")
                .string("selinux")
                .filter(text -> !text.isEmpty())
                .map(text -> "," + text)
                .orElse("");
        return source(volume) + ":" + target(volume) + ":" + access + label;
    }

    private String source(ApiObject volume) {
        String source = volume.string("source").orElse("");
        return isDeclared(volume) ? model.volumeName(source) : source;
    }

    /** Whether it is one of the model's volumes, not one without a name. */
    private boolean isDeclared(ApiObject volume) {
        return type(volume).equals("volume")
                && !model.volume(volume.string("source").orElse("")).isEmpty();
    }

    private ApiObject mount(ApiObject volume) {
        Members mount = new Members()
                .put("Type", type(volume))
                .put("Source", source(volume))
                .put("Target", target(volume))
                .put("ReadOnly", volume.isTrue("read_only"))
                .put("Consistency", volume.get("consistency"));
        options(volume).ifPresent(options -> mount.always(optionsMember(type(volume)), options));
        return mount.done();
    }

    private static String optionsMember(String type) {
        return Character.toUpperCase(type.charAt(0)) + type.substring(1) + "Options";
    }

    private static Optional<ApiObject> options(ApiObject volume) {
        if (!(volume.get(type(volume)) instanceof ApiObject options)) {
            return Optional.empty();
        }
        Members members = new Members();
        switch (type(volume)) {
            case "bind" -> bindOptions(options, members);
            case "volume" ->
                members.copy(options, Map.of("nocopy", "NoCopy", "subpath", "Subpath", "labels", "Labels"));
            case "tmpfs" -> members.copyNumbers(options, Map.of("size", "SizeBytes", "mode", "Mode"));
            case "image" -> members.copy(options, Map.of("subpath", "Subpath"));
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(members.done());
    }

    /** Whether a folder of the host that is not there is made: by default, as the specification and version 5 have it. */
    private static boolean makesFolder(ApiObject bind) {
        return !Boolean.FALSE.equals(bind.get("create_host_path"));
    }

    private static void bindOptions(ApiObject options, Members members) {
        members.put("CreateMountpoint", makesFolder(options));
        members.copy(options, Map.of("propagation", "Propagation"));
        options.string("recursive").map(RECURSION::get).ifPresent(member -> members.always(member, true));
    }

    /** Configs and secrets that are files. Of two at one place the secret counts, and the last of its kind. */
    private Map<String, ApiObject> files(String service) {
        Map<String, ApiObject> secrets = new LinkedHashMap<>();
        Map<String, ApiObject> configs = new LinkedHashMap<>();
        for (FileReference reference : references.of(service)) {
            boolean secret = reference.kind() == FileReference.Kind.SECRET;
            reference.file().ifPresent(file -> (secret ? secrets : configs)
                    .put(reference.target(), file(file, reference.target(), secret)));
        }
        configs.forEach(secrets::putIfAbsent);
        return secrets;
    }

    private static ApiObject file(String file, String target, boolean secret) {
        Members mount = new Members()
                .always("Type", "bind")
                .always("Source", file)
                .always("Target", target)
                .always("ReadOnly", true);
        if (secret) {
            mount.always("BindOptions", ApiObject.EMPTY);
        }
        return mount.done();
    }
}
