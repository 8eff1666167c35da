package io.homelabhub.compose.keys;

import static io.homelabhub.compose.keys.Field.field;
import static io.homelabhub.compose.keys.Form.INTEGER;
import static io.homelabhub.compose.keys.Form.MAP;
import static io.homelabhub.compose.keys.Form.NUMBER;
import static io.homelabhub.compose.keys.Form.STRING;
import static io.homelabhub.compose.keys.Shapes.castFlag;
import static io.homelabhub.compose.keys.Shapes.flag;
import static io.homelabhub.compose.keys.Shapes.list;
import static io.homelabhub.compose.keys.Shapes.openObject;
import static io.homelabhub.compose.keys.Shapes.pairs;
import static io.homelabhub.compose.keys.Shapes.text;

/** The keys of an entry in a service's {@code volumes}. */
final class VolumeKeys {
    private VolumeKeys() {}

    static Shape mounts() {
        Shape mount = Shape.of(Encoding.OBJECT, STRING, MAP)
                .fields(
                        field("type", text().choices("bind", "volume", "tmpfs", "cluster", "npipe", "image")),
                        field("source", text()),
                        field("target", text()),
                        field("read_only", castFlag()),
                        field("consistency", text()).noEffect("only Docker Desktop for Mac had it"),
                        field("bind", bind()),
                        field("volume", volume()),
                        field("tmpfs", tmpfs()),
                        field("image", openObject(field("subpath", text()))))
                .required("type")
                .extensible()
                .longForm(LongForm.VOLUME)
                .path(PathRule.VOLUME);
        return list(mount).unique().index(Index.VOLUME);
    }

    private static Shape bind() {
        return openObject(
                field("selinux", text().choices("z", "Z")),
                field("propagation", text()),
                field("create_host_path", flag()),
                field("recursive", text().choices("enabled", "disabled", "writable", "readonly")));
    }

    private static Shape volume() {
        return openObject(
                field("labels", pairs(Encoding.PAIRS)), field("nocopy", castFlag()), field("subpath", text()));
    }

    private static Shape tmpfs() {
        return openObject(
                field("size", Shape.of(Encoding.BYTES, INTEGER, STRING).range(0, Long.MAX_VALUE)),
                field("mode", Shape.of(Encoding.UNSIGNED_32, NUMBER, STRING)));
    }
}
