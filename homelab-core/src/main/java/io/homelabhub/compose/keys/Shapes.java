package io.homelabhub.compose.keys;

import static io.homelabhub.compose.keys.Form.BOOLEAN;
import static io.homelabhub.compose.keys.Form.INTEGER;
import static io.homelabhub.compose.keys.Form.LIST;
import static io.homelabhub.compose.keys.Form.MAP;
import static io.homelabhub.compose.keys.Form.NULL;
import static io.homelabhub.compose.keys.Form.NUMBER;
import static io.homelabhub.compose.keys.Form.STRING;

/** Shapes that many keys share. Each call makes a new one, which the caller may refine. */
final class Shapes {
    private Shapes() {}

    static Shape text() {
        return Shape.of(Encoding.TEXT, STRING);
    }

    static Shape flag() {
        return Shape.of(Encoding.FLAG, BOOLEAN, STRING);
    }

    /** A flag whose string form is converted early. */
    static Shape castFlag() {
        return flag().cast(Cast.FLAG);
    }

    static Shape whole(Form... forms) {
        return Shape.of(Encoding.WHOLE, STRING, forms);
    }

    static Shape castWhole(Form... forms) {
        return whole(forms).cast(Cast.WHOLE);
    }

    static Shape unsigned(Form... forms) {
        return Shape.of(Encoding.UNSIGNED, STRING, forms).cast(Cast.WHOLE);
    }

    static Shape single(Cast cast, Form... forms) {
        return Shape.of(Encoding.SINGLE, STRING, forms).cast(cast);
    }

    static Shape bytes(Form... forms) {
        return Shape.of(Encoding.BYTES, STRING, forms);
    }

    static Shape duration() {
        return Shape.of(Encoding.DURATION, STRING).shownWhenZero();
    }

    static Shape command() {
        return Shape.of(Encoding.COMMAND, STRING, LIST, NULL).items(text());
    }

    /** A list of strings. */
    static Shape texts() {
        return Shape.of(Encoding.TEXTS, LIST).items(text());
    }

    /** A list of strings without duplicates. */
    static Shape uniqueTexts() {
        return texts().unique();
    }

    /** A string or a list of strings without duplicates. */
    static Shape textOrTexts() {
        return Shape.of(Encoding.TEXTS, STRING, LIST).items(text()).unique();
    }

    /** A map, or a list of {@code KEY=VALUE}. */
    static Shape pairs(Encoding encoding) {
        return Shape.of(encoding, MAP, LIST)
                .values(KeyRule.ANY, Shape.of(Encoding.TEXT, STRING, NUMBER, BOOLEAN, NULL))
                .items(text())
                .unique();
    }

    static Shape labels() {
        return pairs(Encoding.LABELS).merge(Merge.SEQUENCE).index(Index.KEY);
    }

    /** Options that go to a driver as they are. */
    static Shape options(Encoding encoding, Form first, Form... more) {
        return Shape.of(encoding, MAP).values(KeyRule.ANY, Shape.of(Encoding.TEXT, first, more));
    }

    static Shape extraHosts() {
        Shape address = Shape.of(Encoding.TEXT, STRING, LIST).items(text());
        return Shape.of(Encoding.HOSTS, MAP, LIST)
                .values(KeyRule.ANY, address)
                .items(text())
                .unique()
                .merge(Merge.HOSTS);
    }

    static Shape object(Field... fields) {
        return Shape.of(Encoding.OBJECT, MAP).fields(fields);
    }

    /** An object that takes {@code x-} keys too. */
    static Shape openObject(Field... fields) {
        return object(fields).extensible();
    }

    static Shape list(Shape item) {
        return Shape.of(Encoding.LIST, LIST).items(item);
    }

    static Shape named(KeyRule rule, Shape value) {
        return Shape.of(Encoding.MAP, MAP).values(rule, value);
    }

    static Shape ulimits(Cast cast, Merge merge) {
        Shape limit = Shape.of(Encoding.ULIMIT, INTEGER, STRING, MAP)
                .fields(
                        Field.always(
                                "soft",
                                Shape.of(Encoding.ULIMIT, INTEGER, STRING).cast(cast)),
                        Field.always(
                                "hard",
                                Shape.of(Encoding.ULIMIT, INTEGER, STRING).cast(cast)))
                .required("soft", "hard")
                .extensible()
                .cast(cast)
                .merge(merge)
                .longForm(LongForm.ULIMIT);
        return named(KeyRule.LOWER_OR_UNCHECKED, limit);
    }

    /** Configs, secrets and build secrets of a service. */
    static Shape fileMounts(Index index) {
        Shape mount = Shape.of(Encoding.OBJECT, STRING, MAP)
                .fields(
                        Field.field("source", text()),
                        Field.field("target", text()),
                        Field.field("uid", text()),
                        Field.field("gid", text()),
                        Field.field(
                                "mode",
                                Shape.of(Encoding.FILE_MODE, NUMBER, STRING).shownWhenZero()))
                .extensible()
                .longForm(LongForm.FILE_MOUNT);
        return list(mount).index(index);
    }

    static Shape deviceRequests(String... required) {
        return list(openObject(
                        Field.field("capabilities", uniqueTexts()),
                        Field.field("driver", text()),
                        Field.field("count", Shape.of(Encoding.DEVICE_COUNT, STRING, INTEGER)),
                        Field.field("device_ids", uniqueTexts()),
                        Field.field("options", pairs(Encoding.PAIRS)))
                .required(required));
    }

    /** What to run in a container at some moment of its life. */
    static Shape hook() {
        return openObject(
                        Field.always("command", command()),
                        Field.field("user", text()),
                        Field.field("privileged", flag()),
                        Field.field("working_dir", text()),
                        Field.field("environment", pairs(Encoding.ENVIRONMENT)))
                .required("command");
    }
}
