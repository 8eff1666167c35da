package io.homelabhub.compose.load;

import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.ScalarNode;
import io.homelabhub.problem.SourceLocation;
import java.util.ArrayList;
import java.util.List;

/** The short forms of published ports, written out: a range comes to a port each. */
final class PortForms {
    private final Findings findings;
    private final Trail trail;
    private final boolean lenient;
    private final Budget budget;

    PortForms(Findings findings, Budget budget, Trail trail, boolean lenient) {
        this.findings = findings;
        this.trail = trail;
        this.lenient = lenient;
        this.budget = budget;
    }

    Node ports(ListNode list) {
        List<Node> ports = new ArrayList<>(list.items().size());
        for (int i = 0; i < list.items().size(); i++) {
            Node item = list.items().get(i);
            if (item instanceof ScalarNode scalar) {
                trail.into(i);
                boolean readable = port(scalar, ports);
                trail.out();
                if (!readable && lenient) {
                    return list;
                }
            } else {
                ports.add(item);
            }
        }
        return new ListNode(list.location(), ports);
    }

    private boolean port(ScalarNode item, List<Node> ports) {
        try {
            if (item.value() instanceof Double) {
                throw new IllegalArgumentException("a port has no fraction and no exponent");
            }
            List<PortSpec> range = PortSpec.parse(item.text());
            budget.ports(range.size(), item.location(), trail.toString());
            for (PortSpec port : range) {
                ports.add(port(item.location(), port));
            }
            return true;
        } catch (IllegalArgumentException e) {
            if (!lenient) {
                findings.error(
                        item.location(),
                        trail.toString(),
                        "found \"%s\": %s".formatted(Findings.shortened(item.text()), e.getMessage()),
                        "write published:target, as \"8080:80\"");
            }
            return false;
        }
    }

    private static MapNode port(SourceLocation location, PortSpec spec) {
        MapNode port = new MapNode(location, 5);
        LongForms.putIfAbsent(port, "mode", "ingress");
        LongForms.putUnlessEmpty(port, "host_ip", spec.hostIp());
        if (spec.target() != 0) {
            LongForms.putIfAbsent(port, "target", (long) spec.target());
        }
        LongForms.putUnlessEmpty(port, "published", spec.published());
        LongForms.putIfAbsent(port, "protocol", spec.protocol());
        return port;
    }
}
