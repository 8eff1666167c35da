package io.homelabhub.docker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A private key in a PEM file: PKCS #8 ({@code BEGIN PRIVATE KEY}), or RSA in the form of older versions of OpenSSL
 * ({@code BEGIN RSA PRIVATE KEY}, PKCS #1), which the JDK reads once it is wrapped as RFC 5208 has it.
 */
final class PrivateKeyFile {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ((?:[A-Z]+ )?PRIVATE KEY)-----([^-]+)-----END \\1-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    /** Version 0; then rsaEncryption, 1.2.840.113549.1.1.1, without parameters. */
    private static final byte[] RSA_HEADER = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;

    private PrivateKeyFile() {}

    /** @throws IOException naming the file and what to do, but nothing of what it holds */
    static PrivateKey read(Path file) throws IOException {
        Matcher key = KEY.matcher(Files.readString(file));
        if (!key.find()) {
            throw new IOException(file.getFileName() + " holds no private key that can be read without a password");
        }
        return switch (key.group(1)) {
            case "PRIVATE KEY" -> key(file, decoded(file, key.group(2)));
            case "RSA PRIVATE KEY" -> key(file, wrapped(decoded(file, key.group(2))));
            default ->
                throw new IOException(file.getFileName() + " is in a form that Java does not read (" + key.group(1)
                        + "); `openssl pkcs8 -topk8 -nocrypt -in key.pem` writes one that it does");
        };
    }

    private static byte[] decoded(Path file, String base64) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw new IOException(file.getFileName() + " is damaged", malformed);
        }
    }

    private static PrivateKey key(Path file, byte[] pkcs8) throws IOException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException another) {
                // of another algorithm, or damaged
            } catch (GeneralSecurityException unknown) {
                throw new IOException(file.getFileName() + ": " + unknown.getMessage(), unknown);
            }
        }
        throw new IOException(
                file.getFileName() + " is damaged, or of no algorithm of " + String.join(", ", ALGORITHMS));
    }

    private static byte[] wrapped(byte[] pkcs1) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(RSA_HEADER);
        content.writeBytes(element(OCTETS, pkcs1));
        return element(SEQUENCE, content.toByteArray());
    }

    /** One element of DER, the length in the fewest bytes. */
    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(tag);
        if (content.length < 0x80) {
            bytes.write(content.length);
        } else {
            int size = (Integer.SIZE - Integer.numberOfLeadingZeros(content.length) + 7) / 8;
            bytes.write(0x80 | size);
            for (int shift = (size - 1) * 8; shift >= 0; shift -= 8) {
                bytes.write(content.length >> shift);
            }
        }
        bytes.writeBytes(content);
        return bytes.toByteArray();
    }
}
