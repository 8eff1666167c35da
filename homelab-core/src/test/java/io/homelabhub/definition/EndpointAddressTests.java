package io.homelabhub.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.catalog.HealthCheckType;
import io.homelabhub.catalog.HealthEndpoint;
import io.homelabhub.compose.ComposeLoader;
import io.homelabhub.compose.ComposeRequest;
import io.homelabhub.compose.ComposeService;
import io.homelabhub.host.Hosts;
import io.homelabhub.host.RunPlace;
import io.homelabhub.plan.Await.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointAddressTests {
    @TempDir
    Path folder;

    private static final RunPlace HERE = new RunPlace(Hosts.none(Path.of("hosts.yaml")), Optional.empty());

    private RunPlace run = HERE;

    private Endpoint asked(HealthCheckType type, String target, String settings) throws IOException {
        Path file =
                Files.writeString(folder.resolve("compose.yaml"), "services: {web: {image: web, " + settings + "}}");
        ComposeService web = new ComposeLoader()
                .load(ComposeRequest.in(folder, Map.of()).withFiles(List.of(file)))
                .services()
                .get("web");
        return EndpointAddress.of(new HealthEndpoint(type, target), Optional.ofNullable(web), run);
    }

    private String http(String target, String settings) throws IOException {
        Endpoint endpoint = asked(HealthCheckType.HTTP, target, settings);
        assertThat(endpoint.type()).isEqualTo(Endpoint.Type.HTTP);
        return endpoint.target();
    }

    @Test
    void an_endpoint_follows_the_port_that_is_published() throws IOException {
        assertThat(http("http://localhost:8080/a?b=c", "ports: ['127.0.0.1:8089:8080']"))
                .isEqualTo("http://127.0.0.1:8089/a?b=c");
        assertThat(http("http://localhost:8080/", "ports: ['8089:8080']")).isEqualTo("http://localhost:8089/");
        assertThat(asked(HealthCheckType.TCP, "localhost:80", "ports: ['8081:80']"))
                .isEqualTo(new Endpoint(Endpoint.Type.TCP, "localhost:8081"));
    }

    @Test
    void one_that_is_published_as_written_stays_as_written() throws IOException {
        assertThat(http("http://localhost:8080/", "ports: ['127.0.0.1:8080:8080']"))
                .isEqualTo("http://localhost:8080/");
        assertThat(http("http://localhost:8080/", "ports: ['8080:80']")).isEqualTo("http://localhost:8080/");
        assertThat(http("http://lab.example:8080/", "command: x")).isEqualTo("http://lab.example:8080/");
        assertThat(http("http://localhost:8080/", "network_mode: host")).isEqualTo("http://localhost:8080/");
    }

    @Test
    void one_that_listens_on_another_address_is_asked_there() throws IOException {
        assertThat(http("http://localhost:8080/", "ports: ['192.0.2.7:8080:8080']"))
                .isEqualTo("http://192.0.2.7:8080/");
    }

    @Test
    void localhost_of_another_host_is_asked_at_that_host() throws IOException {
        run = new RunPlace(Hosts.none(Path.of("hosts.yaml")), Optional.of("ssh://ann@nas.lan"));

        assertThat(http("http://localhost:8080/", "ports: ['8089:8080']")).isEqualTo("http://nas.lan:8089/");
        assertThat(http("http://localhost:8080/", "ports: ['192.0.2.7:8080:8080']"))
                .isEqualTo("http://192.0.2.7:8080/");
        assertThat(asked(HealthCheckType.HTTP, "http://localhost:8080/", "ports: ['127.0.0.1:8080:8080']")
                        .type())
                .isEqualTo(Endpoint.Type.COMMAND);
        assertThat(asked(HealthCheckType.HTTP, "http://localhost:8080/", "network_mode: host")
                        .type())
                .isEqualTo(Endpoint.Type.COMMAND);
        assertThat(http("http://lab.example:8080/", "command: x")).isEqualTo("http://lab.example:8080/");
    }

    @Test
    void a_port_that_the_host_does_not_have_is_asked_for_inside_the_container() throws IOException {
        Endpoint http = asked(HealthCheckType.HTTP, "http://localhost:8080/x", "expose: ['8080']");
        Endpoint tcp = asked(HealthCheckType.TCP, "localhost:80", "ports: ['80']");

        assertThat(http.type()).isEqualTo(Endpoint.Type.COMMAND);
        assertThat(http.target()).contains("'http://localhost:8080/x'");
        assertThat(tcp.type()).isEqualTo(Endpoint.Type.COMMAND);
        assertThat(tcp.target()).contains("127.0.0.1 80");
    }
}
