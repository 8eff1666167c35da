package io.homelabhub.cli.command.deploy;

import io.homelabhub.cli.line.UsageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how many containers services shall have. */
final class Scales {
    private static final Pattern SCALE = Pattern.compile("([^=]+)=(\\d{1,4})");

    private Scales() {}

    /**
     * The numbers by service, in the order given; of a service that is named twice the last one counts.
     *
     * @param option before what is quoted, as {@code --scale }
     * @throws UsageException for what is no service and number
     */
    static Map<String, Integer> parse(String option, List<String> texts) {
        Map<String, Integer> scales = new LinkedHashMap<>();
        texts.forEach(text -> {
            Matcher sides = SCALE.matcher(text);
            if (!sides.matches()) {
                throw new UsageException(option + text + ": give a service and a number, as celery-worker=4");
            }
            scales.put(sides.group(1), Integer.parseInt(sides.group(2)));
        });
        return scales;
    }
}
