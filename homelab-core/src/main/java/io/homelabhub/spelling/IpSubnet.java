package io.homelabhub.spelling;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

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

    /**
     * Whether an address is one of a subnet.
     *
     * @param subnet as {@code 10.0.0.0/24}
     * @return true as well if either cannot be read: that is for others to tell
     */
    public static boolean contains(String subnet, String address) {
        String[] parts = subnet.split("/", 2);
        if (parts.length < 2 || !parts[1].matches("\\d{1,3}") || !areAddresses(parts[0], address)) {
            return true;
        }
        byte[] network = bytes(parts[0]);
        byte[] one = bytes(address);
        int host = network.length * Byte.SIZE - Integer.parseInt(parts[1]);
        return network.length == one.length
                && host >= 0
                && new BigInteger(1, network).shiftRight(host).equals(new BigInteger(1, one).shiftRight(host));
    }

    private static boolean areAddresses(String one, String other) {
        return IpAddress.isAddress(one) && IpAddress.isAddress(other);
    }

    /** Of a literal, which nobody is asked about. */
    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address + " is not an address", e);
        }
    }
}
