package io.homelabhub.planning;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.spelling.ImageName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The mounts of a HostConfig, whether they stand under Binds or under Mounts: {@code type:source:target} and what else is
 * asked for.
 */
final class MountList {
    /** The name that an engine gives to a volume that nobody named. */
    static final Pattern ANONYMOUS = Pattern.compile("[0-9a-f]{64}");

    /** One mount. Options are sorted and hold only what changes something. */
    record Entry(String type, String source, String target, List<String> options) {
        @Override
        public String toString() {
            String mount = source.isEmpty() ? target : source + ":" + target;
            return options.isEmpty() ? mount : mount + ":" + String.join(",", options);
        }
    }

    private final List<Entry> mounts;

    MountList(ApiObject hostConfig) {
        this.mounts = new ArrayList<>();
        hostConfig.strings("Binds").forEach(bind -> mounts.add(bind(bind)));
        hostConfig.objects("Mounts").forEach(mount -> mounts.add(mount(mount)));
    }

    private MountList(List<Entry> mounts) {
        this.mounts = mounts;
    }

    /** Without the volumes that nobody named: they are carried over from container to container. */
    MountList withoutAnonymous() {
        return new MountList(mounts.stream()
                .filter(mount -> !mount.type().equals("volume")
                        || !(mount.source().isEmpty()
                                || ANONYMOUS.matcher(mount.source()).matches()))
                .toList());
    }

    /** Without the labels that binds give to the host's files. */
    MountList withoutSelinux() {
        return new MountList(mounts.stream()
                .map(mount -> new Entry(
                        mount.type(),
                        mount.source(),
                        mount.target(),
                        mount.options().stream()
                                .filter(option -> !option.equalsIgnoreCase("z"))
                                .toList()))
                .toList());
    }

    List<String> entries() {
        return mounts.stream()
                .filter(mount ->
                        !mount.type().equals("volume") || !mount.source().isEmpty())
                .map(Entry::toString)
                .sorted()
                .distinct()
                .toList();
    }

    List<Entry> mounts() {
        return mounts;
    }

    static Entry bind(String bind) {
        String[] parts = bind.split(":", 3);
        if (parts.length == 1) {
            return new Entry("volume", "", parts[0], List.of());
        }
        String type = parts[0].startsWith("/") ? "bind" : "volume";
        List<String> options = parts.length < 3 ? List.of() : Arrays.asList(parts[2].split(","));
        return new Entry(type, parts[0], parts[1], telling(options));
    }

    private static List<String> telling(List<String> options) {
        return options.stream()
                .filter(option -> !option.isEmpty() && !option.equals("rw") && !option.equals("rprivate"))
                .sorted()
                .toList();
    }

    private static Entry mount(ApiObject mount) {
        List<String> options = new ArrayList<>();
        if (mount.isTrue("ReadOnly")) {
            options.add("ro");
        }
        for (String member : List.of("BindOptions", "VolumeOptions", "TmpfsOptions", "ImageOptions")) {
            new TreeMap<>(mount.object(member).members()).forEach((name, value) -> {
                if (!EngineDefaults.isEmpty(value) && !name.equals("CreateMountpoint")) {
                    String text =
                            value instanceof ApiObject object ? object.members().toString() : String.valueOf(value);
                    options.add(name.equals("Propagation") ? text : name + "=" + text);
                }
            });
        }
        String type = mount.string("Type").orElse("volume");
        String source = mount.string("Source").orElse("");
        return new Entry(
                type,
                type.equals("image") ? ImageName.canonical(source) : source,
                mount.string("Target").orElse(""),
                telling(options));
    }
}
