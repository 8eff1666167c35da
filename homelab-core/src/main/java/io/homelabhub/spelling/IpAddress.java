package io.homelabhub.spelling;

import java.util.Arrays;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * An address of IPv4 or IPv6.
 *
 * @param text its one spelling, that of RFC 5952, as {@code fd00::1}; one of IPv4 within IPv6 as {@code ::ffff:10.0.0.1}
 */
public record IpAddress(String text) {
    private static final int GROUPS = 8;

    /**
     * The address that is written {@code text}. No name is looked up.
     *
     * @throws IllegalArgumentException if it is none
     */
    public IpAddress {
        text = spelled(text);
    }

    /** The address that is written {@code text}; empty if it is none. */
    public static Optional<IpAddress> parse(String text) {
        return isAddress(text) ? Optional.of(new IpAddress(text)) : Optional.empty();
    }

    /** Whether {@code text} is an address, however it is spelled. */
    public static boolean isAddress(String text) {
        return text.indexOf(':') < 0 ? isVersion4(text) : groups(text).length == GROUPS;
    }

    /** The one spelling of an address; anything else as it is. */
    public static String canonical(String text) {
        return isAddress(text) ? spelled(text) : text;
    }

    private static String spelled(String text) {
        if (!isAddress(text)) {
            throw new IllegalArgumentException("\"" + text + "\" is not an IP address");
        }
        return text.indexOf(':') < 0 ? text : version6(groups(text));
    }

    private static boolean isVersion4(String text) {
        String[] parts = text.split("\\.", -1);
        return parts.length == 4 && Arrays.stream(parts).allMatch(IpAddress::isByte);
    }

    private static boolean isByte(String part) {
        boolean digits = !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && Integer.parseInt(part) <= 255 && (part.length() == 1 || part.charAt(0) != '0');
    }

    /** The eight groups of an address of IPv6; fewer if {@code text} is none. */
    private static int[] groups(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return side(text, true);
        }
        int[] front = text.substring(0, gap).isEmpty() ? new int[0] : side(text.substring(0, gap), false);
        String rest = text.substring(gap + 2);
        int[] back = rest.isEmpty() ? new int[0] : side(rest, true);
        boolean broken = (gap > 0 && front.length == 0) || (!rest.isEmpty() && back.length == 0);
        if (broken || front.length + back.length >= GROUPS) {
            return new int[0];
        }
        int[] groups = Arrays.copyOf(front, GROUPS);
        System.arraycopy(back, 0, groups, GROUPS - back.length, back.length);
        return groups;
    }

    /** The groups on one side of a gap; none if one of them is not one. */
    private static int[] side(String text, boolean mayEndInVersion4) {
        String[] parts = text.split(":", -1);
        String last = parts[parts.length - 1];
        boolean version4 = mayEndInVersion4 && isVersion4(last);
        int[] groups = new int[parts.length + (version4 ? 1 : 0)];
        for (int i = 0; i < parts.length - (version4 ? 1 : 0); i++) {
            if (!parts[i].matches("[0-9a-fA-F]{1,4}")) {
                return new int[0];
            }
            groups[i] = Integer.parseInt(parts[i], 16);
        }
        if (version4) {
            int[] bytes =
                    Arrays.stream(last.split("\\.")).mapToInt(Integer::parseInt).toArray();
            groups[groups.length - 2] = bytes[0] << 8 | bytes[1];
            groups[groups.length - 1] = bytes[2] << 8 | bytes[3];
        }
        return groups;
    }

    private static String version6(int[] groups) {
        boolean holdsVersion4 = Arrays.equals(Arrays.copyOf(groups, 6), new int[] {0, 0, 0, 0, 0, 0xffff});
        if (holdsVersion4) {
            return "::ffff:%d.%d.%d.%d".formatted(groups[6] >> 8, groups[6] & 0xff, groups[7] >> 8, groups[7] & 0xff);
        }
        int length = longestGap(groups);
        int start = start(groups, length);
        return length < 2
                ? joined(groups, 0, GROUPS)
                : joined(groups, 0, start) + "::" + joined(groups, start + length, GROUPS);
    }

    private static int longestGap(int[] groups) {
        int length = GROUPS;
        while (length > 0 && start(groups, length) < 0) {
            length--;
        }
        return length;
    }

    /** Where the first {@code length} groups of zero begin; -1 if nowhere. */
    private static int start(int[] groups, int length) {
        for (int start = 0; start + length <= GROUPS; start++) {
            if (Arrays.stream(groups, start, start + length).allMatch(group -> group == 0)) {
                return start;
            }
        }
        return -1;
    }

    private static String joined(int[] groups, int from, int to) {
        StringJoiner text = new StringJoiner(":");
        Arrays.stream(groups, from, to).mapToObj(Integer::toHexString).forEach(text::add);
        return text.toString();
    }

    /** Its one spelling. */
    @Override
    public String toString() {
        return text;
    }
}
