package io.homelabhub.compose.load;

import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.problem.SourceLocation;
import java.util.Objects;

/** The short forms of a service's volumes and devices, written out. */
final class MountForms {
    private final Findings findings;
    private final Trail trail;
    private final boolean lenient;

    MountForms(Findings findings, Trail trail, boolean lenient) {
        this.findings = findings;
        this.trail = trail;
        this.lenient = lenient;
    }

    Node device(SourceLocation location, String text) {
        String[] parts = text.split(":", -1);
        if (parts.length > 3 && !lenient) {
            findings.error(
                    location,
                    trail.toString(),
                    "found \"%s\", expected host_path[:container_path[:permissions]]"
                            .formatted(Findings.shortened(text)),
                    "use the long form with source, target and permissions");
        }
        boolean readable = parts.length <= 3;
        String source = readable ? parts[0] : "";
        String target = readable && parts.length > 1 && !parts[1].isEmpty() ? parts[1] : source;
        MapNode device = new MapNode(location, 3);
        LongForms.putIfAbsent(device, "source", source);
        LongForms.putIfAbsent(device, "target", target);
        LongForms.putIfAbsent(device, "permissions", parts.length == 3 ? parts[2] : "rwm");
        return device;
    }

    Node volume(Node node, String text) {
        try {
            return volume(node.location(), VolumeSpec.parse(text));
        } catch (IllegalArgumentException e) {
            if (!lenient) {
                findings.error(
                        node.location(),
                        trail.toString(),
                        "found \"%s\": %s".formatted(Findings.shortened(text), e.getMessage()),
                        "write source:target or source:target:options");
            }
            return node;
        }
    }

    private static MapNode volume(SourceLocation location, VolumeSpec spec) {
        MapNode volume = new MapNode(location, 5);
        LongForms.putIfAbsent(volume, "type", spec.isBind() ? "bind" : "volume");
        LongForms.putUnlessEmpty(volume, "source", spec.source());
        LongForms.putUnlessEmpty(volume, "target", spec.target().isEmpty() ? "" : Paths.clean(spec.target()));
        if (spec.readOnly()) {
            LongForms.putIfAbsent(volume, "read_only", true);
        }
        if (spec.isBind() || spec.propagation() != null || spec.selinux() != null) {
            MapNode bind = new MapNode(location, 3);
            LongForms.putUnlessEmpty(bind, "selinux", Objects.requireNonNullElse(spec.selinux(), ""));
            LongForms.putUnlessEmpty(bind, "propagation", Objects.requireNonNullElse(spec.propagation(), ""));
            if (spec.isBind()) {
                LongForms.putIfAbsent(bind, "create_host_path", true);
            }
            volume.put("bind", bind);
        }
        if (spec.noCopy() || !(spec.isBind() || spec.bare())) {
            MapNode options = new MapNode(location, 1);
            if (spec.noCopy()) {
                LongForms.putIfAbsent(options, "nocopy", true);
            }
            volume.put("volume", options);
        }
        return volume;
    }
}
