package io.homelabhub.spelling;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A port of a container.
 *
 * @param number 0 to 65535
 * @param protocol in small letters: tcp, udp or sctp
 */
public record ContainerPort(int number, String protocol) {
    private static final int MOST = 65_535;
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?(?:/([A-Za-z]*))?");

    /** The port; no protocol is tcp. */
    public ContainerPort {
        protocol = protocol.isEmpty() ? "tcp" : protocol.toLowerCase(Locale.ROOT);
    }

    /**
     * The ports that {@code PORT[-PORT][/PROTOCOL]} stands for, in their order; empty if it is of another form.
     */
    public static List<ContainerPort> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return List.of();
        }
        int first = Integer.parseInt(form.group(1));
        int last = Integer.parseInt(Optional.ofNullable(form.group(2)).orElse(form.group(1)));
        String protocol = Optional.ofNullable(form.group(3)).orElse("");
        return last > MOST
                ? List.of()
                : IntStream.rangeClosed(first, last)
                        .mapToObj(number -> new ContainerPort(number, protocol))
                        .toList();
    }

    /** Whether {@code text} stands for several ports. */
    public static boolean isRange(String text) {
        return text.indexOf('-') >= 0 && parse(text).size() > 0;
    }

    /** The one spelling of a port, as {@code 80/tcp}; what is none, or several, as it is. */
    public static String canonical(String text) {
        List<ContainerPort> ports = parse(text);
        return ports.size() == 1 ? ports.get(0).toString() : text;
    }

    /** All ports that {@code texts} stand for, each once in its one spelling; what stands for none as it is. */
    public static SortedSet<String> all(Collection<String> texts) {
        SortedSet<String> all = new TreeSet<>();
        for (String text : texts) {
            List<ContainerPort> ports = parse(text);
            ports.forEach(port -> all.add(port.toString()));
            if (ports.isEmpty()) {
                all.add(text);
            }
        }
        return all;
    }

    /** Its one spelling, as {@code 80/tcp}. */
    @Override
    public String toString() {
        return number + "/" + protocol;
    }
}
