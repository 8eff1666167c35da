package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that asks for a certificate, and the three files that Docker's own programs keep. */
class TlsFilesTests {
    private static final char[] PASSWORD = "for tests".toCharArray();
    /** What PKCS #8 puts before an RSA key of 2048 bits, in bytes. */
    private static final int PKCS8_HEADER = 26;

    private static final String PING = "HTTP/1.1 200 OK\r\nApi-Version: 1.51\r\nServer: Docker/28.5.2 (linux)\r\n"
            + "Content-Length: 2\r\nConnection: close\r\n\r\nOK";

    @TempDir
    static Path stores = Path.of("set by JUnit");

    private static KeyStore host;
    private static KeyStore client;

    @TempDir
    Path folder = Path.of("set by JUnit");

    @BeforeAll
    static void make_certificates() throws Exception {
        host = store("host", "RSA");
        client = store("client", "RSA");
    }

    @BeforeEach
    void write_files() throws Exception {
        Files.writeString(folder.resolve("ca.pem"), certificate(host));
        Files.writeString(folder.resolve("cert.pem"), certificate(client));
        Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", key(client)));
    }

    private static KeyStore store(String name, String algorithm) throws Exception {
        Path file = stores.resolve(name + algorithm);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private static String certificate(KeyStore store) throws Exception {
        return pem(
                "CERTIFICATE",
                store.getCertificate(store.aliases().nextElement()).getEncoded());
    }

    private static byte[] key(KeyStore store) throws Exception {
        return store.getKey(store.aliases().nextElement(), PASSWORD).getEncoded();
    }

    private static String pem(String kind, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }

    /** Speaks with a host that wants to know who asks, and trusts the client's certificate alone. */
    private String greeted() throws Exception {
        Path trusted = Files.createDirectories(folder.resolve("of-the-host"));
        Files.writeString(trusted.resolve("ca.pem"), certificate(client));
        Files.writeString(trusted.resolve("cert.pem"), certificate(host));
        Files.writeString(trusted.resolve("key.pem"), pem("PRIVATE KEY", key(host)));
        try (SSLServerSocket server = (SSLServerSocket) new TlsFiles(trusted)
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setNeedClientAuth(true);
            Task answering = Timing.system().start("a host with TLS", () -> answer(server));
            Map<String, String> environment = Map.of("DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", folder.toString());
            try (Engine engine = new DockerEngineProvider()
                    .open(new EngineSettings(
                            Optional.of("tcp://127.0.0.1:" + server.getLocalPort()),
                            environment,
                            4,
                            Timing.system()))) {
                return engine.ping().version();
            } finally {
                answering.interrupt();
            }
        }
    }

    private static void answer(SSLServerSocket server) {
        try {
            while (true) {
                try (SSLSocket socket = (SSLSocket) server.accept()) {
                    BufferedReader request =
                            new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                    while (!request.readLine().isEmpty()) {
                        // the head of the request
                    }
                    socket.getOutputStream().write(PING.getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (SSLException | SocketException refused) {
            if (!server.isClosed()) {
                answer(server); // the next one
            }
        } catch (IOException end) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(end);
            }
        }
    }

    @Test
    void a_host_that_asks_for_a_certificate_is_shown_it() throws Exception {
        assertThat(greeted()).isEqualTo("28.5.2");
    }

    /** What comes of it, as people read it. */
    private EngineException refused() {
        return catchThrowableOfType(EngineException.class, this::greeted);
    }

    @Test
    void each_certificate_that_does_not_do_is_told_apart_with_its_remedy() throws Exception {
        Files.writeString(folder.resolve("ca.pem"), certificate(client));
        assertThat(refused())
                .hasMessageContaining("its certificate is of another authority than ca.pem in " + folder)
                .extracting(EngineException::remedy)
                .asString()
                .contains("Fetch the ca.pem");

        KeyStore stranger = store("stranger", "RSA");
        Files.writeString(folder.resolve("ca.pem"), certificate(host));
        Files.writeString(folder.resolve("cert.pem"), certificate(stranger));
        Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", key(stranger)));
        assertThat(refused()).hasMessageContaining("it refuses cert.pem in " + folder);
    }

    @Test
    void a_key_as_older_versions_of_openssl_write_it_will_do() throws Exception {
        byte[] pkcs8 = key(client);
        Files.writeString(
                folder.resolve("key.pem"),
                pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, PKCS8_HEADER, pkcs8.length)));

        assertThat(greeted()).isEqualTo("28.5.2");
    }

    @Test
    void a_key_on_an_elliptic_curve_will_do() throws Exception {
        KeyStore curve = store("curve", "EC");
        Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", key(curve)));

        assertThat(PrivateKeyFile.read(folder.resolve("key.pem")).getAlgorithm())
                .isEqualTo("EC");
    }

    @Test
    void a_file_that_is_missing_or_of_no_use_is_named_with_what_to_do() throws IOException {
        Files.writeString(folder.resolve("key.pem"), pem("EC PRIVATE KEY", new byte[] {1, 2, 3}));
        assertThatThrownBy(new TlsFiles(folder)::context)
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("key.pem is in a form that Java does not read")
                .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");

        Files.writeString(
                folder.resolve("key.pem"), pem("PRIVATE KEY", "not a key at all".getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(new TlsFiles(folder)::context).hasMessageContaining("key.pem is damaged");

        Files.writeString(folder.resolve("cert.pem"), "");
        assertThatThrownBy(new TlsFiles(folder)::context).hasMessageContaining("cert.pem holds no certificate");

        Files.delete(folder.resolve("cert.pem"));
        assertThatThrownBy(new TlsFiles(folder)::context).hasMessageContaining("cert.pem is not there");
    }
}
