package io.homelabhub.compose;

import io.homelabhub.compose.tree.View;

/**
 * A port that is published.
 *
 * @param hostIp the address on the host; empty for all
 * @param published the port on the host, or a range as {@code 8000-8010} from which one is chosen; empty for any
 * @param target the port in the container
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 * @param mode {@code ingress}; other modes are for swarm
 * @param name a name for the reader; may be empty
 * @param appProtocol a protocol for the reader; may be empty
 */
public record PortMapping(
        String hostIp, String published, int target, String protocol, String mode, String name, String appProtocol) {

    static PortMapping of(View view) {
        return new PortMapping(
                view.text("host_ip"),
                view.text("published"),
                (int) view.whole("target"),
                view.text("protocol"),
                view.text("mode"),
                view.text("name"),
                view.text("app_protocol"));
    }
}
