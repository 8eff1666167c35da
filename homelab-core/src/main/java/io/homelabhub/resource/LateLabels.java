package io.homelabhub.resource;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The labels of Docker Compose whose values can depend on ids that are not known before their containers are created: the id
 * of the image, and those of images that are mounted, may only come with a pull, and the configuration hash of a service that
 * lives in another's namespace is taken with the other container's id. A plan carries in their place what their values are made from; every engine puts
 * the values in when it creates the container.
 */
public final class LateLabels {
    /** Written as JSON writes it, as it stands within JSON; no value that an owner writes has it by accident. */
    private static final String MARK = "\u0001";

    private static final Pattern MARKED = Pattern.compile("\\\\u0001([^\\\\]+)\\\\u0001");

    private static final Pattern MARKED_PLAINLY = Pattern.compile(MARK + "([^" + MARK + "]+)" + MARK);

    private LateLabels() {}

    /** What stands for the id of the container called {@code name} in the text that a late hash is taken of. */
    public static String idOf(String name) {
        return MARK + name + MARK;
    }

    /** What stands for the id of the image {@code reference} in {@link ComposeLabels#IMAGE_VOLUME_DIGEST}. */
    public static String idOfImage(String reference) {
        return MARK + reference + MARK;
    }

    /** Whether a label's value is yet to be put in: an empty image id, or a text that is still to be filled in or hashed. */
    public static boolean isLate(String key, String value) {
        return switch (key) {
            case ComposeLabels.IMAGE -> value.isEmpty();
            case ComposeLabels.CONFIG_HASH -> value.startsWith("{");
            case ComposeLabels.IMAGE_VOLUME_DIGEST -> value.contains(MARK);
            default -> false;
        };
    }

    /**
     * The labels with all values put in.
     *
     * @param image the reference that the container is created from
     * @param imageId the id of an image by its reference, asked only for those that are late
     * @param containerId the id of a container by its name, asked only for those that a late hash needs
     */
    public static Map<String, String> complete(
            Map<String, String> labels,
            String image,
            UnaryOperator<String> imageId,
            UnaryOperator<String> containerId) {
        Map<String, String> complete = new TreeMap<>(labels);
        complete.replaceAll((key, value) -> {
            if (!isLate(key, value)) {
                return value;
            }
            return switch (key) {
                case ComposeLabels.IMAGE -> imageId.apply(image);
                case ComposeLabels.CONFIG_HASH -> hash(value, containerId);
                default ->
                    MARKED_PLAINLY
                            .matcher(value)
                            .replaceAll(reference -> Matcher.quoteReplacement(imageId.apply(reference.group(1))));
            };
        });
        return complete;
    }

    /** A value of {@link ComposeLabels#CONFIG_HASH} with all put in. */
    public static String completeHash(String value, UnaryOperator<String> containerId) {
        return isLate(ComposeLabels.CONFIG_HASH, value) ? hash(value, containerId) : value;
    }

    private static String hash(String text, UnaryOperator<String> containerId) {
        String json =
                MARKED.matcher(text).replaceAll(name -> Matcher.quoteReplacement(containerId.apply(name.group(1))));
        return Sha256.hex(json.getBytes(StandardCharsets.UTF_8));
    }
}
