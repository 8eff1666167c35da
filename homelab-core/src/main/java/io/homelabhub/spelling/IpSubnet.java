package io.homelabhub.spelling;

/** A range of addresses, as {@code 10.0.0.0/8}. */
public final class IpSubnet {
    private IpSubnet() {}

    /** The one spelling of {@code address/bits}; anything else as it is, a plain address in its own one spelling. */
    public static String canonical(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? IpAddress.canonical(text)
                : IpAddress.canonical(text.substring(0, slash)) + text.substring(slash);
    }
}
