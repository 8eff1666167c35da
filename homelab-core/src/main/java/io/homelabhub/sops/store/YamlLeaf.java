package io.homelabhub.sops.store;

import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.tree.SopsType;
import io.homelabhub.sops.tree.SopsValue;
import io.homelabhub.yaml.YamlScalar;
import io.homelabhub.yaml.YamlTimestamp;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.ScalarEvent;

/** Which type a scalar of YAML has for sops: {@code yes} is text, {@code 017} is 15, a date is a time. */
final class YamlLeaf {
    private static final String PREFIX = "tag:yaml.org,2002:";
    private static final String BINARY = "!!binary";

    private final List<Problem> problems;

    YamlLeaf(List<Problem> problems) {
        this.problems = problems;
    }

    boolean isText(ScalarEvent key) {
        return tag(key).isEmpty() && YamlScalar.valueOf("", key.getValue(), key.isPlain()) instanceof String;
    }

    SopsValue value(ScalarEvent event, SourceLocation location, String path) {
        String tag = tag(event);
        try {
            if (tag.equals(BINARY)) {
                return SopsValue.string(Base64.getMimeDecoder().decode(event.getValue()), location);
            }
            return typed(YamlScalar.valueOf(tag, event.getValue(), event.isPlain()), location, path);
        } catch (IllegalArgumentException notOfThatType) {
            problems.add(Problem.error(location, path, "the value does not fit its tag " + tag));
            return SopsValue.nothing(location);
        }
    }

    private SopsValue typed(@Nullable Object value, SourceLocation location, String path) {
        if (value == null) {
            return SopsValue.nothing(location);
        } else if (value instanceof Boolean truth) {
            return SopsValue.bool(truth, location);
        } else if (value instanceof Long whole) {
            return SopsValue.number(whole, location);
        } else if (value instanceof Double number) {
            return SopsValue.number(number, location);
        } else if (value instanceof YamlTimestamp time) {
            return new SopsValue(SopsType.TIME, time.toString(), location);
        } else if (value instanceof String text) {
            return SopsValue.string(text, location);
        }
        problems.add(Problem.error(location, path, "sops takes whole numbers up to 9223372036854775807 only")
                .withSuggestion("put it in quotes"));
        return SopsValue.nothing(location);
    }

    private static String tag(ScalarEvent event) {
        @Nullable String tag = event.getTag();
        if (tag == null || tag.equals("!")) {
            return "";
        }
        return tag.startsWith(PREFIX) ? "!!" + tag.substring(PREFIX.length()) : tag;
    }
}
