package io.homelabhub.compose;

import io.homelabhub.compose.tree.View;

/**
 * A port that is published.
 *
 * @param hostIp the address on the host; empty for all
 * @param published the port on the host, or a range as {@code 8000-8010} from which one is chosen; empty for any
 * @param target the port in the container
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 */
public record PortMapping(String hostIp, String published, int target, String protocol) {

    static PortMapping of(View view) {
        return new PortMapping(
                view.text("host_ip"), view.text("published"), (int) view.whole("target"), view.text("protocol"));
    }
}
