package io.homelabhub.compose.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One port out of the short form {@code [[host_ip:]published:]target[/protocol]}.
 *
 * @param hostIp the address on the host, brackets removed; may be empty
 * @param published the port on the host, or a range of them; empty if none is asked for
 * @param target the port in the container
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 */
record PortSpec(String hostIp, String published, int target, String protocol) {
    private static final int MOST = 65_535;

    /**
     * Reads {@code spec}. A range of ports gives one for each, in the order of their texts, as Compose sorts them.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static List<PortSpec> parse(String spec) {
        int colon = spec.lastIndexOf(':');
        String container = spec.substring(colon + 1);
        String front = colon < 0 ? "" : spec.substring(0, colon);
        int second = front.lastIndexOf(':');
        String published = front.substring(second + 1);
        String hostIp = Addresses.withoutBrackets(second < 0 ? "" : front.substring(0, second));
        int slash = container.indexOf('/');
        String protocol = slash < 0 ? "tcp" : protocol(container.substring(slash + 1));
        String target = slash < 0 ? container : container.substring(0, slash);
        if (target.isEmpty()) {
            throw new IllegalArgumentException("no port of the container is given");
        }
        int[] targets = range(target, "the port of the container");
        int[] hosts = published.isEmpty() ? new int[] {0, 0} : range(published, "the port on the host");
        boolean sameLength = targets[1] - targets[0] == hosts[1] - hosts[0];
        if (!published.isEmpty() && !sameLength && targets[0] != targets[1]) {
            throw new IllegalArgumentException("the ranges %s and %s differ in length".formatted(published, target));
        } else if (!List.of("tcp", "udp", "sctp").contains(protocol)) {
            throw new IllegalArgumentException("the protocol \"%s\" is unknown".formatted(protocol));
        }
        return expand(hostIp, published.isEmpty() ? null : hosts, targets, protocol);
    }

    private static String protocol(String text) {
        int slash = text.indexOf('/');
        String first = slash < 0 ? text : text.substring(0, slash);
        return first.isEmpty() ? "tcp" : first.toLowerCase(Locale.ROOT);
    }

    private static List<PortSpec> expand(String hostIp, int @Nullable [] hosts, int[] targets, String protocol) {
        List<PortSpec> ports = new ArrayList<>(targets[1] - targets[0] + 1);
        for (String text : sorted(targets, protocol)) {
            int target = Integer.parseInt(text, 0, text.indexOf('/'), 10);
            String published = "";
            if (hosts != null) {
                published = String.valueOf(hosts[0] + target - targets[0]);
                boolean pool = targets[0] == targets[1] && hosts[0] != hosts[1];
                published += pool ? "-" + hosts[1] : "";
            }
            ports.add(new PortSpec(hostIp, published, target, protocol));
        }
        return ports;
    }

    private static String[] sorted(int[] targets, String protocol) {
        String[] sorted = new String[targets[1] - targets[0] + 1];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = (targets[0] + i) + "/" + protocol;
        }
        Arrays.sort(sorted);
        return sorted;
    }

    private static int[] range(String text, String what) {
        String[] ends = text.split("-", -1);
        int from = port(ends[0], text, what);
        int to = ends.length == 1 ? from : port(ends[1], text, what);
        if (to < from) {
            throw new IllegalArgumentException("%s ends before it begins: \"%s\"".formatted(what, text));
        }
        return new int[] {from, to};
    }

    private static int port(String digits, String text, String what) {
        Long port = digits.startsWith("+") || digits.startsWith("-") ? null : Casts.whole(digits);
        if (port == null || port > MOST) {
            throw new IllegalArgumentException(
                    "%s is \"%s\", expected a number up to %d".formatted(what, Findings.shortened(text), MOST));
        }
        return port.intValue();
    }
}
