package io.homelabhub.spelling;

/** An address of the host at which a port is published. */
public final class HostAddress {
    private static final String ALL_4 = "0.0.0.0";
    private static final String ALL_6 = "::";

    private HostAddress() {}

    /**
     * Whether one port cannot be published at both: they are the same, or one stands for all of the other's kind.
     *
     * @param one an IPv4 or IPv6 address; empty for all of both kinds
     * @param other likewise
     */
    public static boolean overlap(String one, String other) {
        String first = IpAddress.canonical(one);
        String second = IpAddress.canonical(other);
        return first.isEmpty()
                || second.isEmpty()
                || first.equals(second)
                || (isVersion6(first) == isVersion6(second) && (isAll(first) || isAll(second)));
    }

    private static boolean isVersion6(String address) {
        return address.indexOf(':') >= 0;
    }

    private static boolean isAll(String address) {
        return address.equals(ALL_4) || address.equals(ALL_6);
    }
}
