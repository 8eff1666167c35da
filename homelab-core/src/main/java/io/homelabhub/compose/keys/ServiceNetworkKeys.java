package io.homelabhub.compose.keys;

import static io.homelabhub.compose.keys.Field.field;
import static io.homelabhub.compose.keys.Form.INTEGER;
import static io.homelabhub.compose.keys.Form.LIST;
import static io.homelabhub.compose.keys.Form.MAP;
import static io.homelabhub.compose.keys.Form.NULL;
import static io.homelabhub.compose.keys.Form.NUMBER;
import static io.homelabhub.compose.keys.Form.STRING;
import static io.homelabhub.compose.keys.Shapes.list;
import static io.homelabhub.compose.keys.Shapes.options;
import static io.homelabhub.compose.keys.Shapes.text;
import static io.homelabhub.compose.keys.Shapes.uniqueTexts;

/** A service's keys for its networks and its published ports. */
final class ServiceNetworkKeys {
    private ServiceNetworkKeys() {}

    static Shape networks() {
        Shape network = Shape.of(Encoding.OBJECT, MAP, NULL)
                .fields(
                        field("aliases", uniqueTexts().index(Index.KEY)),
                        field("driver_opts", options(Encoding.OPTIONS, STRING, NUMBER)),
                        field("gw_priority", Shape.of(Encoding.WHOLE, NUMBER)),
                        field("interface_name", text()),
                        field("ipv4_address", text()),
                        field("ipv6_address", text()),
                        field("link_local_ips", uniqueTexts().index(Index.KEY)),
                        field("mac_address", text()),
                        field("priority", Shape.of(Encoding.WHOLE, NUMBER)))
                .extensible();
        return Shape.of(Encoding.MAP, LIST, MAP)
                .values(KeyRule.NAME, network)
                .items(text())
                .unique()
                .merge(Merge.NAMES)
                .longForm(LongForm.NAMES);
    }

    static Shape ports() {
        Shape port = Shape.of(Encoding.OBJECT, NUMBER, STRING, MAP)
                .fields(
                        field("name", text()).noEffect("it names the port for people"),
                        field("mode", text()).noEffect("only swarm knows other modes than ingress"),
                        field("host_ip", text()),
                        field(
                                "target",
                                Shape.of(Encoding.UNSIGNED_32, INTEGER, STRING).cast(Cast.WHOLE)),
                        field("published", Shape.of(Encoding.TEXT, STRING, INTEGER)),
                        field("protocol", text()),
                        field("app_protocol", text()).noEffect("it names the protocol for people"))
                .extensible();
        return list(port).unique().index(Index.PORT).longForm(LongForm.PORTS);
    }
}
