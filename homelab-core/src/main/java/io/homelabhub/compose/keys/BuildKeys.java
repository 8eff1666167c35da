package io.homelabhub.compose.keys;

import static io.homelabhub.compose.keys.Field.always;
import static io.homelabhub.compose.keys.Field.field;
import static io.homelabhub.compose.keys.Form.BOOLEAN;
import static io.homelabhub.compose.keys.Form.INTEGER;
import static io.homelabhub.compose.keys.Form.LIST;
import static io.homelabhub.compose.keys.Form.MAP;
import static io.homelabhub.compose.keys.Form.NULL;
import static io.homelabhub.compose.keys.Form.STRING;
import static io.homelabhub.compose.keys.Shapes.bytes;
import static io.homelabhub.compose.keys.Shapes.flag;
import static io.homelabhub.compose.keys.Shapes.labels;
import static io.homelabhub.compose.keys.Shapes.list;
import static io.homelabhub.compose.keys.Shapes.openObject;
import static io.homelabhub.compose.keys.Shapes.pairs;
import static io.homelabhub.compose.keys.Shapes.text;
import static io.homelabhub.compose.keys.Shapes.texts;

/** The keys of {@code build} and {@code develop}. */
final class BuildKeys {
    private static final String SESSION = "needs a BuildKit session";
    private static final String BUILDX = "needs the buildx exporter";

    private BuildKeys() {}

    static Shape build() {
        Shape context = text().path(PathRule.CONTEXT);
        Shape contexts = Shape.of(Encoding.PAIRS, MAP, LIST)
                .values(KeyRule.ANY, text().path(PathRule.CONTEXT))
                .items(text())
                .unique()
                .merge(Merge.SEQUENCE)
                .index(Index.KEY)
                .longForm(LongForm.KEY_VALUES);
        Shape ssh = Shape.of(Encoding.SSH_KEYS, MAP, LIST)
                .values(
                        KeyRule.ANY,
                        Shape.of(Encoding.TEXT, STRING, Form.NUMBER, BOOLEAN, NULL)
                                .path(PathRule.HOST))
                .items(text())
                .unique()
                .longForm(LongForm.SSH);
        return Shape.of(Encoding.OBJECT, STRING, MAP)
                .fields(
                        field("context", context)
                                .noted("a folder on this machine; a repository or a web address is not supported"),
                        field("dockerfile", text()),
                        field("dockerfile_inline", text()),
                        field("entitlements", texts()).unsupported(SESSION),
                        field(
                                "args",
                                pairs(Encoding.ENVIRONMENT)
                                        .merge(Merge.SEQUENCE)
                                        .index(Index.KEY)),
                        field("provenance", textOrFlag()).unsupported(BUILDX),
                        field("sbom", textOrFlag()).unsupported(BUILDX),
                        field("ssh", ssh).unsupported(SESSION),
                        field("labels", labels()),
                        field("cache_from", texts()),
                        field("cache_to", texts()).unsupported(BUILDX),
                        field("no_cache", flag()),
                        field("no_cache_filter", Shapes.textOrTexts()).unsupported(SESSION),
                        field("additional_contexts", contexts).unsupported(SESSION),
                        field("pull", flag()),
                        field("extra_hosts", Shapes.extraHosts()),
                        field("isolation", text()).noEffect("only Windows has isolation modes"),
                        field("network", text()),
                        field("target", text()),
                        field("secrets", Shapes.fileMounts(Index.NONE)).unsupported(SESSION),
                        field("shm_size", bytes(INTEGER)),
                        field("tags", texts().index(Index.KEY)),
                        field("ulimits", Shapes.ulimits(Cast.NONE, Merge.DEFAULT)),
                        field("platforms", texts()),
                        field("privileged", flag()).unsupported(SESSION))
                .extensible()
                .merge(Merge.BUILD)
                .longForm(LongForm.BUILD);
    }

    private static Shape textOrFlag() {
        return Shape.of(Encoding.TEXT, STRING, BOOLEAN).longForm(LongForm.TEXT);
    }

    static Shape develop() {
        Shape watch = openObject(
                        always("path", text().path(PathRule.FOLLOWED)),
                        always("action", text().choices("rebuild", "sync", "restart", "sync+restart", "sync+exec")),
                        field("target", text()),
                        always("exec", Shapes.hook()),
                        field("include", Shapes.textOrTexts().longForm(LongForm.LIST)),
                        field("ignore", Shapes.textOrTexts().longForm(LongForm.LIST)),
                        field("initial_sync", Shape.of(Encoding.FLAG, BOOLEAN)))
                .required("path", "action");
        return Shape.of(Encoding.OBJECT, MAP, NULL)
                .fields(field("watch", list(watch)))
                .extensible();
    }
}
