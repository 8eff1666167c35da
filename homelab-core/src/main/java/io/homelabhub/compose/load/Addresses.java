package io.homelabhub.compose.load;

import io.homelabhub.spelling.IpAddress;

/** IP addresses as text. */
final class Addresses {
    private Addresses() {}

    /**
     * The address without the brackets that one of IPv6 may have before a port: docker compose 2 demands them, 5 does not.
     *
     * @throws IllegalArgumentException if it is neither empty nor an address
     */
    static String withoutBrackets(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String address = bracketed ? text.substring(1, text.length() - 1) : text;
        if (!address.isEmpty() && !IpAddress.isAddress(address)) {
            throw new IllegalArgumentException("\"%s\" is not an IP address".formatted(Findings.shortened(text)));
        }
        return address;
    }
}
