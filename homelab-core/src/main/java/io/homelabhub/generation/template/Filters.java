package io.homelabhub.generation.template;

import io.homelabhub.compose.render.JsonText;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.core.CapitalizeFilter;
import io.pebbletemplates.pebble.extension.core.LowerFilter;
import io.pebbletemplates.pebble.extension.core.ReplaceFilter;
import io.pebbletemplates.pebble.extension.core.Sha256Filter;
import io.pebbletemplates.pebble.extension.core.SplitFilter;
import io.pebbletemplates.pebble.extension.core.TitleFilter;
import io.pebbletemplates.pebble.extension.core.TrimFilter;
import io.pebbletemplates.pebble.extension.core.UpperFilter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Filters that give a value the form that the place asks for where it goes. */
final class Filters {
    /** Those of Pebble's own that read neither a clock nor the settings of the machine, and ours. */
    static final Set<String> KNOWN = Set.of(
            "abs",
            "b64encode",
            "base64decode",
            "base64encode",
            "capitalize",
            "default",
            "first",
            "join",
            "json",
            "last",
            "length",
            "lower",
            "merge",
            "replace",
            "reverse",
            "rsort",
            "sha256",
            "slice",
            "sort",
            "split",
            "title",
            "trim",
            "upper",
            "urlencode");

    static final Set<String> TESTS = Set.of("defined", "empty", "even", "iterable", "map", "null", "odd");
    static final Set<String> FUNCTIONS = Set.of("max", "min", "range");

    private Filters() {}

    static Map<String, Filter> own() {
        Map<String, Filter> filters = new HashMap<>(Map.of(
                "capitalize", new OfText(new CapitalizeFilter()),
                "lower", new OfText(new LowerFilter()),
                "replace", new OfText(new ReplaceFilter()),
                "sha256", new OfText(new Sha256Filter()),
                "split", new OfText(new SplitFilter()),
                "title", new OfText(new TitleFilter()),
                "trim", new OfText(new TrimFilter()),
                "upper", new OfText(new UpperFilter())));
        filters.putAll(Map.of(
                "urlencode", new Own(value -> urlEncoded(bytes(value))),
                "b64encode", new Own(value -> Base64.getEncoder().encodeToString(bytes(value))),
                "json", new Own(JsonText::compact)));
        return filters;
    }

    private static byte[] bytes(@Nullable Object value) {
        return value instanceof byte[] bytes ? bytes : MarkedValue.text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** Everything but what RFC 3986 calls unreserved, so that it fits any part of a URL: user, password, path and query. */
    private static String urlEncoded(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            int c = b & 0xff;
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-._~".indexOf(c) >= 0;
            text.append(plain ? String.valueOf((char) c) : "%%%02X".formatted(c));
        }
        return text.toString();
    }

    /** A filter of Pebble's own that takes text, for numbers and truths, too, and for nothing else. */
    private record OfText(Filter filter) implements Filter {
        @Override
        public @Nullable List<String> getArgumentNames() {
            return filter.getArgumentNames();
        }

        @Override
        public @Nullable Object apply(
                @Nullable Object input,
                Map<String, Object> args,
                PebbleTemplate self,
                EvaluationContext context,
                int line) {
            boolean scalar = input instanceof Number || input instanceof Boolean;
            if (input != null && !scalar && !(input instanceof String)) {
                throw new IllegalArgumentException("no text");
            }
            return filter.apply(scalar ? MarkedValue.text(input) : input, args, self, context, line);
        }
    }

    private record Own(Function<@Nullable Object, String> function) implements Filter {
        @Override
        public @Nullable List<String> getArgumentNames() {
            return null;
        }

        @Override
        public @Nullable Object apply(
                @Nullable Object input,
                Map<String, Object> args,
                PebbleTemplate self,
                EvaluationContext context,
                int line) {
            return input == null ? null : function.apply(input);
        }
    }
}
