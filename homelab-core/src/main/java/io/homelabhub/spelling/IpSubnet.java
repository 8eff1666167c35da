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

    /** Whether two subnets have an address in common; false if either cannot be read. */
    public static boolean overlap(String one, String other) {
        return isSubnet(one) && isSubnet(other) && (contains(one, start(other)) || contains(other, start(one)));
    }

    /** Whether an address is the first or the last of a subnet of version 4 that has more than two, or the first of version 6. */
    public static boolean isFirstOrLast(String subnet, String address) {
        if (!isSubnet(subnet) || !IpAddress.isAddress(address) || hostBits(subnet) < 2) {
            return false;
        }
        BigInteger number = inSubnet(subnet, address);
        BigInteger last = BigInteger.ONE.shiftLeft(hostBits(subnet)).subtract(BigInteger.ONE);
        return number.signum() == 0 || (!subnet.contains(":") && number.equals(last));
    }

    /** Whether an address comes right after the first of a subnet. */
    public static boolean isSecond(String subnet, String address) {
        return isSubnet(subnet)
                && IpAddress.isAddress(address)
                && hostBits(subnet) > 0
                && inSubnet(subnet, address).equals(BigInteger.ONE);
    }

    /** The number of an address among those of its subnet; -1 if it is none of them. */
    private static BigInteger inSubnet(String subnet, String address) {
        BigInteger mask = BigInteger.ONE.shiftLeft(hostBits(subnet)).subtract(BigInteger.ONE);
        return contains(subnet, address) ? new BigInteger(1, bytes(address)).and(mask) : BigInteger.ONE.negate();
    }

    private static boolean isSubnet(String text) {
        return text.matches("[^/]+/\\d{1,3}") && IpAddress.isAddress(start(text)) && hostBits(text) >= 0;
    }

    private static String start(String subnet) {
        return subnet.substring(0, subnet.indexOf('/'));
    }

    private static int hostBits(String subnet) {
        return bytes(start(subnet)).length * Byte.SIZE - Integer.parseInt(subnet.substring(subnet.indexOf('/') + 1));
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
