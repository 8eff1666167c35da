package io.homelabhub.resource;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two labels of Docker Compose whose values can depend on ids that are not known before their containers are created:
 * the image's id may only come with a pull, and the configuration hash of a service that lives in another's namespace is
 * taken with the other container's id. A plan carries in their place what their values are made from; every engine puts
 * the values in when it creates the container.
 */
public final class LateLabels {
    /** Written as JSON writes it, as it stands within JSON; no value that an owner writes has it by accident. */
    private static final String MARK = "\u0001";

    private static final Pattern MARKED = Pattern.compile("\\\\u0001([^\\\\]+)\\\\u0001");

    private LateLabels() {}

    /** What stands for the id of the container called {@code name} in the text that a late hash is taken of. */
    public static String idOf(String name) {
        return MARK + name + MARK;
    }

    /** Whether a label's value is yet to be put in: an empty image id, or a hash that is still JSON text. */
    public static boolean isLate(String key, String value) {
        return (key.equals(ComposeLabels.IMAGE) && value.isEmpty())
                || (key.equals(ComposeLabels.CONFIG_HASH) && value.startsWith("{"));
    }

    /**
     * The labels with all values put in.
     *
     * @param imageId asked only if the image's id is late
     * @param containerId the id of a container by its name, asked only for those that a late hash needs
     */
    public static Map<String, String> complete(
            Map<String, String> labels, Supplier<String> imageId, UnaryOperator<String> containerId) {
        Map<String, String> complete = new TreeMap<>(labels);
        complete.replaceAll((key, value) -> {
            if (!isLate(key, value)) {
                return value;
            }
            return key.equals(ComposeLabels.IMAGE) ? imageId.get() : hash(value, containerId);
        });
        return complete;
    }

    private static String hash(String text, UnaryOperator<String> containerId) {
        String json =
                MARKED.matcher(text).replaceAll(name -> Matcher.quoteReplacement(containerId.apply(name.group(1))));
        return Sha256.hex(json.getBytes(StandardCharsets.UTF_8));
    }
}
