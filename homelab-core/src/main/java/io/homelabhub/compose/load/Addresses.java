package io.homelabhub.compose.load;

import io.homelabhub.spelling.IpAddress;

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
        if (!address.isEmpty() && !IpAddress.isAddress(address)) {
            throw new IllegalArgumentException("\"%s\" is not an IP address".formatted(Findings.shortened(text)));
        } else if (!bracketed && address.indexOf(':') >= 0) {
            throw new IllegalArgumentException("an IPv6 address needs brackets, [%s]".formatted(address));
        }
        return address;
    }
}
