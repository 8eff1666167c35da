package io.homelabhub.compose.load;

/** IP addresses as text. */
final class Addresses {
    private Addresses() {}

    /**
     * The address without the brackets that one of IPv6 needs before a port.
     *
     * @throws IllegalArgumentException if it is neither empty nor an address
     */
    static String withoutBrackets(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String address = bracketed ? text.substring(1, text.length() - 1) : text;
        if (!address.isEmpty() && !isAddress(address)) {
            throw new IllegalArgumentException("\"%s\" is no IP address".formatted(Findings.shortened(text)));
        } else if (!bracketed && address.indexOf(':') >= 0) {
            throw new IllegalArgumentException("an IPv6 address needs brackets, [%s]".formatted(address));
        }
        return address;
    }

    /** Whether {@code text} is an address of IPv4 or IPv6; no name is looked up. */
    static boolean isAddress(String text) {
        return text.indexOf(':') < 0 ? isVersion4(text) : isVersion6(text);
    }

    private static boolean isVersion4(String text) {
        String[] parts = text.split("\\.", -1);
        for (String part : parts) {
            boolean digits =
                    !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!digits || Integer.parseInt(part) > 255 || (part.length() > 1 && part.charAt(0) == '0')) {
                return false;
            }
        }
        return parts.length == 4;
    }

    private static boolean isVersion6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text) == 8;
        }
        String front = text.substring(0, gap);
        String back = text.substring(gap + 2);
        int before = front.isEmpty() ? 0 : groups(front);
        int after = back.isEmpty() ? 0 : groups(back);
        boolean fourInFront = front.indexOf('.') >= 0;
        return before >= 0 && after >= 0 && before + after < 8 && !fourInFront;
    }

    /** How many groups of 16 bits {@code text} has, or -1 if one of them is none. */
    private static int groups(String text) {
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            if (i == parts.length - 1 && parts[i].indexOf('.') >= 0 && isVersion4(parts[i])) {
                count += 2;
            } else if (isGroup(parts[i])) {
                count++;
            } else {
                return -1;
            }
        }
        return count;
    }

    private static boolean isGroup(String part) {
        return !part.isEmpty()
                && part.length() <= 4
                && part.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 'g');
    }
}
