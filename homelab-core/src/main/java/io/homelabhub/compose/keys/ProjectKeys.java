package io.homelabhub.compose.keys;

import static io.homelabhub.compose.keys.Field.always;
import static io.homelabhub.compose.keys.Field.field;
import static io.homelabhub.compose.keys.Form.BOOLEAN;
import static io.homelabhub.compose.keys.Form.INTEGER;
import static io.homelabhub.compose.keys.Form.MAP;
import static io.homelabhub.compose.keys.Form.NULL;
import static io.homelabhub.compose.keys.Form.NUMBER;
import static io.homelabhub.compose.keys.Form.STRING;
import static io.homelabhub.compose.keys.Shapes.castFlag;
import static io.homelabhub.compose.keys.Shapes.labels;
import static io.homelabhub.compose.keys.Shapes.list;
import static io.homelabhub.compose.keys.Shapes.named;
import static io.homelabhub.compose.keys.Shapes.openObject;
import static io.homelabhub.compose.keys.Shapes.options;
import static io.homelabhub.compose.keys.Shapes.pairs;
import static io.homelabhub.compose.keys.Shapes.text;
import static io.homelabhub.compose.keys.Shapes.textOrTexts;
import static io.homelabhub.compose.keys.Shapes.texts;

import java.util.List;

/** The table of all keys, from the top of a file down. */
public final class ProjectKeys {
    /** A service. */
    public static final Shape SERVICE = ServiceKeys.service();

    /** A job. */
    public static final Shape JOB = ContainerKeys.job(SERVICE);

    /** The sections whose entries are run: those of jobs differ from services in a few keys. */
    public static final List<String> WORKLOADS = List.of("services", "jobs");

    /** A whole file. */
    public static final Shape PROJECT = project();

    private static final String SWARM = "only Swarm uses it";
    private static final String MODELS = "models are not run";

    private ProjectKeys() {}

    private static Shape project() {
        return openObject(
                field("version", Shape.of(Encoding.OMITTED, STRING)).noEffect("obsolete"),
                field("name", text()),
                field("include", list(include())).noted(ServiceKeys.HERE),
                field("services", named(KeyRule.NAME, SERVICE)),
                field("networks", named(KeyRule.NAME_OR_UNCHECKED, network())),
                field("volumes", named(KeyRule.NAME, volume())),
                field("secrets", named(KeyRule.NAME, secret())),
                field("configs", named(KeyRule.NAME, config())),
                field("models", named(KeyRule.NAME_OR_UNCHECKED, model())).unsupported(MODELS),
                field("jobs", named(KeyRule.NAME, JOB)));
    }

    private static Shape include() {
        return Shape.of(Encoding.OBJECT, STRING, MAP)
                .fields(
                        field("path", textOrTexts()),
                        field("project_directory", text()),
                        field("env_file", textOrTexts()));
    }

    private static Shape network() {
        return Shape.of(Encoding.OBJECT, MAP, NULL)
                .fields(
                        field("name", text()),
                        field("driver", text()),
                        field("driver_opts", options(Encoding.OPTIONS, STRING, NUMBER)),
                        always("ipam", ipam()),
                        field("external", external().cast(Cast.FLAG)),
                        field("internal", castFlag()),
                        field("attachable", castFlag()),
                        field("labels", labels()),
                        field("enable_ipv4", castFlag().shownWhenZero()),
                        field("enable_ipv6", castFlag().shownWhenZero()))
                .extensible()
                .longForm(LongForm.MAYBE_EXTERNAL);
    }

    private static Shape ipam() {
        Shape pool = openObject(
                field("subnet", text()),
                field("gateway", text()),
                field("ip_range", text()),
                field("aux_addresses", options(Encoding.PAIRS, STRING)));
        return openObject(
                field("driver", text()),
                field("config", list(pool).merge(Merge.POOLS)),
                field("options", options(Encoding.OPTIONS, STRING)).noted("docker compose 2 drops it"));
    }

    private static Shape external() {
        return Shape.of(Encoding.FLAG, BOOLEAN, STRING, MAP)
                .fields(field("name", text()))
                .extensible();
    }

    /** As {@link #external()}, but other keys beside the name are not looked at. */
    private static Shape looseExternal() {
        return external().lenient().cast(Cast.FLAG);
    }

    private static Shape volume() {
        return Shape.of(Encoding.OBJECT, MAP, NULL)
                .fields(
                        field("name", text()),
                        field("driver", text()),
                        field("driver_opts", options(Encoding.OPTIONS, STRING, NUMBER)),
                        field("external", external().cast(Cast.FLAG)),
                        field("labels", pairs(Encoding.LABELS).merge(Merge.SEQUENCE)))
                .extensible()
                .longForm(LongForm.MAYBE_EXTERNAL)
                .path(PathRule.VOLUME_OPTIONS);
    }

    private static Shape secret() {
        return openObject(
                        field("name", text()),
                        field("file", text().path(PathRule.HOST)),
                        field("environment", text()),
                        field("external", looseExternal()),
                        field("labels", pairs(Encoding.LABELS)).noEffect(SWARM),
                        field("driver", text()).noEffect(SWARM),
                        field("driver_opts", options(Encoding.TEXT_MAP, STRING, NUMBER))
                                .noEffect(SWARM),
                        field("template_driver", text()).noEffect(SWARM))
                .longForm(LongForm.MAYBE_EXTERNAL);
    }

    private static Shape config() {
        return openObject(
                        field("name", text()),
                        field("file", text().path(PathRule.HOST)),
                        field("environment", text()),
                        field("content", text()),
                        field("external", looseExternal()),
                        field("labels", pairs(Encoding.LABELS)).noEffect(SWARM),
                        field("template_driver", text()).noEffect(SWARM))
                .longForm(LongForm.MAYBE_EXTERNAL);
    }

    private static Shape model() {
        return openObject(
                        field("name", text()).unsupported(MODELS),
                        field("model", text()).unsupported(MODELS),
                        field("context_size", Shape.of(Encoding.WHOLE, INTEGER)).unsupported(MODELS),
                        field("runtime_flags", texts()).unsupported(MODELS))
                .required("model");
    }
}
