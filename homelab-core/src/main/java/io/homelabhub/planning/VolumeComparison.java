package io.homelabhub.planning;

import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.VolumeSpec;
import io.homelabhub.secret.SecretMask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Compares a volume that shall be with one that is, setting by setting. */
final class VolumeComparison {
    private static final String LOCAL = "local";

    private final SecretMask mask;
    private final List<FieldDifference> differences = new ArrayList<>();

    VolumeComparison(VolumeSpec wanted, ObservedVolume live, SecretMask mask) {
        this.mask = mask;
        compare("driver", driver(live.settings()), driver(wanted.settings()));
        compareEach(
                "driver_opts.",
                live.settings().object("Options").texts(),
                options(wanted).texts());
        compareEach("labels.", OwnLabels.without(live.labels()), OwnLabels.without(wanted.labels()));
    }

    /** What differs, sorted by path; empty if nothing does. */
    List<FieldDifference> differences() {
        return differences.stream().sorted().toList();
    }

    /**
     * Whether what is in a volume stays where it is when the volume goes: on a server, a disk, or in a folder of the host that
     * it only names; or in memory, which is given back with the last container that uses it.
     */
    static boolean isElsewhere(ObservedVolume live) {
        boolean names = live.settings()
                .object("Options")
                .string("device")
                .filter(device -> !device.isEmpty())
                .isPresent();
        return names && driver(live.settings()).equals(LOCAL);
    }

    /** How a live volume would be asked for. */
    static VolumeSpec asked(ObservedVolume live) {
        return new VolumeSpec(
                live.name(),
                live.labels(),
                ApiObject.of(Map.of("Driver", driver(live.settings())))
                        .with("DriverOpts", live.settings().object("Options")));
    }

    private static String driver(ApiObject settings) {
        return settings.string("Driver").filter(name -> !name.isEmpty()).orElse(LOCAL);
    }

    private static ApiObject options(VolumeSpec wanted) {
        return wanted.settings().object("DriverOpts");
    }

    private void compareEach(String prefix, Map<String, String> before, Map<String, String> after) {
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        keys.forEach(key -> compare(
                prefix + key,
                shown(key, before.getOrDefault(key, "")),
                shown(key, after.getOrDefault(key, "")),
                !before.getOrDefault(key, "").equals(after.getOrDefault(key, ""))));
    }

    private void compare(String path, String before, String after) {
        compare(path, before, after, !before.equals(after));
    }

    private void compare(String path, String before, String after, boolean differs) {
        if (differs) {
            differences.add(new FieldDifference(path, before, after));
        }
    }

    private String shown(String key, String value) {
        return mask.maskValue(key, value);
    }
}
