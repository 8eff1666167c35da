package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.resource.Sha256;
import io.homelabhub.time.Timing;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointSearchTests {
    @TempDir
    Path home = Path.of("set by JUnit");

    private final Map<String, String> environment = new HashMap<>();

    private List<Endpoint> search(Optional<String> host) {
        environment.put("HOME", home.toString());
        EngineSettings settings = new EngineSettings(host, environment, 1, Timing.system());
        return new EndpointSearch(settings, new DockerConfig(environment)).endpoints();
    }

    @Test
    void what_was_asked_for_is_the_only_place() {
        environment.put("DOCKER_HOST", "unix:///b.sock");
        assertThat(search(Optional.of("unix:///a.sock")))
                .extracting(Endpoint::uri)
                .containsExactly(URI.create("unix:///a.sock"));
    }

    @Test
    void then_comes_docker_host() {
        environment.put("DOCKER_HOST", "tcp://10.0.0.2:2375");
        assertThat(search(Optional.empty())).singleElement().hasToString("tcp://10.0.0.2:2375 (DOCKER_HOST)");
    }

    /** As {@code docker context create} stores it. */
    private Path context(String name, String endpoint) throws IOException {
        Path contexts = home.resolve(".docker/contexts");
        String id = Sha256.hex(name.getBytes(StandardCharsets.UTF_8));
        Path meta = Files.createDirectories(contexts.resolve("meta").resolve(id));
        Files.writeString(
                meta.resolve("meta.json"), "{\"Name\":\"" + name + "\",\"Endpoints\":{\"docker\":" + endpoint + "}}");
        return contexts.resolve("tls").resolve(id).resolve("docker");
    }

    @Test
    void then_the_context_in_use() throws IOException {
        context("nas", "{\"Host\":\"unix:///nas.sock\"}");
        Files.writeString(home.resolve(".docker/config.json"), "{\"currentContext\":\"nas\"}");

        assertThat(search(Optional.empty())).singleElement().hasToString("unix:///nas.sock (Docker context nas)");
        assertThat(unreachable()).returns(true, EngineException::isOfNamedEngine);
    }

    /** What comes of an engine that does not answer. */
    private EngineException unreachable() {
        EngineSettings settings = new EngineSettings(Optional.empty(), environment, 1, Timing.system());
        return catchThrowableOfType(
                EngineException.class,
                () -> new DockerEngineProvider().open(settings).ping());
    }

    @Test
    void any_engine_will_do_where_no_setting_names_one() {
        environment.put("HOME", home.toString());
        EngineSettings settings = new EngineSettings(Optional.empty(), environment, 1, Timing.system());
        assertThat(new EndpointSearch(settings, new DockerConfig(environment)).isNamed())
                .isFalse();
        environment.put("DOCKER_HOST", "tcp://127.0.0.1:1");
        assertThat(unreachable()).returns(true, EngineException::isOfNamedEngine);
    }

    @Test
    void the_default_context_is_none() throws IOException {
        context("nas", "{\"Host\":\"unix:///nas.sock\"}");
        Files.writeString(home.resolve(".docker/config.json"), "{\"currentContext\":\"nas\"}");
        environment.put("DOCKER_CONTEXT", "default");

        assertThat(search(Optional.empty()).get(0).uri()).isEqualTo(URI.create("unix:///var/run/docker.sock"));
    }

    @Test
    void a_context_that_nobody_describes_is_told_with_those_that_there_are() throws IOException {
        context("nas", "{\"Host\":\"unix:///nas.sock\"}");
        context("attic", "{\"Host\":\"unix:///attic.sock\"}");
        environment.put("DOCKER_CONTEXT", "nsa");

        assertThatThrownBy(() -> search(Optional.empty()))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("there is no Docker context `nsa`")
                .hasMessageContaining("`attic`, `nas`, `default`; did you mean \"nas\"?");
    }

    @Test
    void a_context_brings_its_certificates_where_it_speaks_tls() throws IOException {
        Path tls = Files.createDirectories(context("nas", "{\"Host\":\"tcp://10.0.0.2:2376\"}"));
        environment.put("DOCKER_CONTEXT", "nas");
        assertThatThrownBy(() -> search(Optional.empty())).hasMessageContaining("ca.pem cannot be read");
        for (String file : List.of("ca.pem", "cert.pem", "key.pem")) {
            Files.createFile(tls.resolve(file));
        }

        assertThat(search(Optional.empty()).get(0).certificates()).contains(tls);
    }

    @Test
    void a_context_that_asks_for_unverified_tls_is_not_spoken_to_without_any() throws IOException {
        context("nas", "{\"Host\":\"tcp://10.0.0.2:2376\",\"SkipTLSVerify\":true}");
        environment.put("DOCKER_CONTEXT", "nas");

        assertThatThrownBy(() -> search(Optional.empty())).hasMessageContaining("TLS without certificates");
    }

    @Test
    void then_the_usual_sockets_and_podmans_only_if_none_of_these_exists() throws IOException {
        environment.put("XDG_RUNTIME_DIR", "/run/user/4711");
        assertThat(search(Optional.empty()))
                .extracting(endpoint -> endpoint.uri().toString())
                .startsWith(
                        "unix:///var/run/docker.sock",
                        "unix:///run/user/4711/docker.sock",
                        "unix://" + home + "/.docker/run/docker.sock",
                        "unix://" + home + "/.docker/desktop/docker.sock");
        Files.createFile(Files.createDirectories(home.resolve(".docker/run")).resolve("docker.sock"));
        assertThat(search(Optional.empty()))
                .extracting(endpoint -> endpoint.uri().toString())
                .noneMatch(uri -> uri.contains("podman"));
    }

    @Test
    void tls_needs_its_three_files() throws IOException {
        environment.put("DOCKER_HOST", "tcp://10.0.0.2:2376");
        environment.put("DOCKER_CERT_PATH", home.toString());
        assertThatThrownBy(() -> search(Optional.empty())).hasMessageContaining("ca.pem cannot be read");
        for (String file : List.of("ca.pem", "cert.pem", "key.pem")) {
            Files.createFile(home.resolve(file));
        }
        assertThat(search(Optional.empty()).get(0).certificates()).contains(home);
    }

    @Test
    void a_machine_behind_ssh_is_an_engines_address() {
        assertThat(search(Optional.of("ssh://me@nas:2222")))
                .singleElement()
                .returns(true, Endpoint::isSsh)
                .returns(URI.create("ssh://me@nas:2222"), Endpoint::uri);
    }

    @Test
    void what_ssh_would_take_for_something_else_is_refused() {
        for (String host : List.of("ssh://-oProxyCommand=x/", "ssh://me:secret@nas", "ssh://me@nas/a:b", "ssh:///x")) {
            assertThatThrownBy(() -> search(Optional.of(host))).isInstanceOf(EngineException.class);
        }
    }

    @Test
    void a_word_without_a_colon_is_a_context() throws IOException {
        context("nas", "{\"Host\":\"ssh://me@nas\"}");
        environment.put("DOCKER_HOST", "unix:///b.sock");

        assertThat(search(Optional.of("nas"))).singleElement().hasToString("ssh://me@nas (Docker context nas)");
        assertThat(new DockerEngineProvider().engineNames(environment)).containsExactly("nas");
    }

    @Test
    void a_host_with_a_name_brings_its_own_certificates_and_no_others() throws IOException {
        environment.put("DOCKER_TLS_VERIFY", "1");
        environment.put("DOCKER_CERT_PATH", home.toString());
        Path folder = Files.createDirectories(home.resolve("nas"));
        EngineSettings plain = named("tcp://10.0.0.2:2375", Optional.empty());
        EngineSettings secured = named("tcp://10.0.0.2:2376", Optional.of(folder));
        DockerConfig config = new DockerConfig(environment);

        assertThat(new EndpointSearch(plain, config).endpoints())
                .singleElement()
                .hasToString("tcp://10.0.0.2:2375 (host nas)")
                .returns(Optional.empty(), Endpoint::certificates);
        assertThatThrownBy(() -> new EndpointSearch(secured, config).endpoints())
                .hasMessageContaining("host nas is spoken to with TLS")
                .hasMessageContaining("ca.pem cannot be read");
        for (String file : List.of("ca.pem", "cert.pem", "key.pem")) {
            Files.createFile(folder.resolve(file));
        }
        assertThat(new EndpointSearch(secured, config).endpoints().get(0).certificates())
                .contains(folder);
    }

    private EngineSettings named(String endpoint, Optional<Path> certificates) {
        return new EngineSettings(
                Optional.of(endpoint), Optional.of("nas"), certificates, environment, 1, Timing.system());
    }

    @Test
    void what_is_no_address_is_refused() {
        for (String host : List.of("http://x:1", "tcp://nas", "unix://", "tcp://na s:1")) {
            assertThatThrownBy(() -> search(Optional.of(host)))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining(host);
        }
    }
}
