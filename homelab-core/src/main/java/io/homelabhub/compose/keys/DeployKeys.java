package io.homelabhub.compose.keys;

import static io.homelabhub.compose.keys.Field.always;
import static io.homelabhub.compose.keys.Field.field;
import static io.homelabhub.compose.keys.Form.INTEGER;
import static io.homelabhub.compose.keys.Form.MAP;
import static io.homelabhub.compose.keys.Form.NULL;
import static io.homelabhub.compose.keys.Form.NUMBER;
import static io.homelabhub.compose.keys.Form.STRING;
import static io.homelabhub.compose.keys.Shapes.castWhole;
import static io.homelabhub.compose.keys.Shapes.duration;
import static io.homelabhub.compose.keys.Shapes.labels;
import static io.homelabhub.compose.keys.Shapes.list;
import static io.homelabhub.compose.keys.Shapes.openObject;
import static io.homelabhub.compose.keys.Shapes.single;
import static io.homelabhub.compose.keys.Shapes.text;
import static io.homelabhub.compose.keys.Shapes.texts;
import static io.homelabhub.compose.keys.Shapes.unsigned;

/** The keys of {@code deploy}. */
final class DeployKeys {
    private static final String SWARM = "only Swarm uses it";

    private DeployKeys() {}

    static Shape deploy() {
        return Shape.of(Encoding.OBJECT, MAP, NULL)
                .fields(
                        field("mode", text()).noEffect(SWARM),
                        field("replicas", castWhole(INTEGER).shownWhenZero()),
                        field("labels", labels()).noEffect(SWARM),
                        field("update_config", update(true)),
                        field("rollback_config", update(false)).noEffect(SWARM),
                        always("resources", resources()),
                        field("restart_policy", restartPolicy()),
                        always("placement", placement()).noEffect(SWARM),
                        field("endpoint_mode", text()).noEffect(SWARM))
                .extensible();
    }

    /** @param applied whether its order is acted upon */
    private static Shape update(boolean applied) {
        Field order = field("order", text().choices("start-first", "stop-first"));
        return openObject(
                field("parallelism", unsigned(INTEGER).shownWhenZero()).noEffect(SWARM),
                field("delay", Shape.of(Encoding.DURATION, STRING)).noEffect(SWARM),
                field("failure_action", text()).noEffect(SWARM),
                field("monitor", Shape.of(Encoding.DURATION, STRING)).noEffect(SWARM),
                field("max_failure_ratio", single(Cast.FLOAT, NUMBER)).noEffect(SWARM),
                applied ? order : order.noEffect(SWARM));
    }

    private static Shape resources() {
        return openObject(
                field(
                        "limits",
                        openObject(
                                field("cpus", single(Cast.NONE, NUMBER)),
                                field("memory", Shape.of(Encoding.BYTES, STRING)),
                                field("pids", Shape.of(Encoding.WHOLE, INTEGER, STRING)))),
                field(
                        "reservations",
                        openObject(
                                field("cpus", single(Cast.NONE, NUMBER)).noEffect(SWARM),
                                field("memory", Shape.of(Encoding.BYTES, STRING)),
                                field("devices", Shapes.deviceRequests("capabilities")),
                                field("generic_resources", genericResources()).noEffect(SWARM))));
    }

    private static Shape genericResources() {
        return list(openObject(field(
                        "discrete_resource_spec",
                        openObject(
                                always("kind", text()).noEffect(SWARM),
                                always("value", Shape.of(Encoding.WHOLE, NUMBER, STRING))
                                        .noEffect(SWARM)))
                .noEffect(SWARM)));
    }

    private static Shape restartPolicy() {
        return openObject(
                field("condition", text()),
                field("delay", duration()).noEffect(SWARM),
                field("max_attempts", unsigned(INTEGER).shownWhenZero()),
                field("window", duration()).noEffect(SWARM));
    }

    private static Shape placement() {
        Shape preference = openObject(field("spread", text()).noEffect(SWARM));
        return openObject(
                field("constraints", texts()).noEffect(SWARM),
                field("preferences", list(preference)).noEffect(SWARM),
                field("max_replicas_per_node", unsigned(INTEGER)).noEffect(SWARM));
    }
}
