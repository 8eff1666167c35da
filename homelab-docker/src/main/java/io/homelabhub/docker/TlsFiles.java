package io.homelabhub.docker;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The three files of a folder with which Docker's own programs speak TLS: {@code ca.pem}, {@code cert.pem}, {@code key.pem}. */
final class TlsFiles {
    private static final char[] NO_PASSWORD = {};

    private final Path folder;

    TlsFiles(Path folder) {
        this.folder = folder;
    }

    /** @throws EngineException {@code REJECTED}, naming the file, if one cannot be used */
    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    client(file("cert.pem"), file("key.pem")).getKeyManagers(),
                    authority(file("ca.pem")).getTrustManagers(),
                    null);
            return context;
        } catch (IOException | GeneralSecurityException unusable) {
            throw new EngineException(
                    Kind.REJECTED,
                    "reading the certificates in " + folder + ": " + unusable.getMessage(),
                    "Put ca.pem, cert.pem and key.pem there, or set DOCKER_CERT_PATH to the folder that has them.",
                    unusable);
        }
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.isReadable(file)) {
            throw new IOException(name + " is not there or cannot be read");
        }
        return file;
    }

    private static KeyManagerFactory client(Path certificates, Path key) throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        Certificate[] chain = certificates(certificates).toArray(Certificate[]::new);
        store.setKeyEntry("client", PrivateKeyFile.read(key), NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory;
    }

    private static TrustManagerFactory authority(Path authorities) throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        int number = 0;
        for (Certificate authority : certificates(authorities)) {
            store.setCertificateEntry("authority" + number++, authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream text = Files.newInputStream(file)) {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(text);
            if (all.isEmpty()) {
                throw new IOException(file.getFileName() + " holds no certificate");
            }
            return all;
        }
    }
}
