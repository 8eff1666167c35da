package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.homelabhub.cli.Typed.Outcome;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.sops.ClearFile;
import io.homelabhub.sops.SopsRules;
import io.homelabhub.sops.age.AgeIdentity;
import io.homelabhub.sops.store.SopsFormat;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From an encrypted file, edited with the real sops, to a running container. The bundles are a copy of this repository's, in a project and
 * on ports of their own.
 */
@Timeout(400)
class GeneratedConfigurationIT {
    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final String PROJECT = "hlgen" + ProcessHandle.current().pid();
    private static final String HOSTILE = "p@ss/w:rd#1 \"q\" $x";
    private static final String VOLUMES = Stream.of(
                    "caddy_config", "caddy_data", "minio_data", "postgres_data", "redis_data")
            .map(volume -> PROJECT + "_" + volume)
            .collect(Collectors.joining(","));
    private static final String FOLDER = "deployment/prod/evindrake_net";

    private final AgeIdentity identity = AgeIdentity.generate();
    private final Map<String, String> environment = new TreeMap<>();

    @TempDir
    private Path home;

    @BeforeEach
    void needs_an_engine() throws IOException {
        Stream.of("HOMELAB_IT_DOCKER_HOST", "DOCKER_HOST")
                .flatMap(name -> Stream.ofNullable(System.getenv(name)))
                .findFirst()
                .ifPresent(host -> environment.put("DOCKER_HOST", host));
        environment.put("SOPS_AGE_KEY", identity.secretText());
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", home.toString());
        for (String port : List.of("HTTP_PORT", "HTTPS_PORT", "MINIO_PORT", "MINIO_CONSOLE_PORT")) {
            environment.put(port, freePort());
        }
        Files.writeString(home.resolve("compose.yaml"), "services: {}\n");
        Outcome setup = type("setup");
        if (!"required".equals(System.getenv("HOMELAB_IT_ENGINE"))) {
            assumeThat(setup.code()).as("an engine answers").isNotEqualTo(ExitCode.ENGINE_UNREACHABLE.code());
        }
        Files.delete(home.resolve("compose.yaml"));
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    private Outcome type(String line) {
        Typed typed = new Typed().in(home);
        environment.forEach(typed::with);
        return typed.type(line);
    }

    private static Path peer(String folder, String name, String variable) {
        Map<String, String> process = System.getenv();
        String cache = process.getOrDefault(
                "HOMELAB_CI_CACHE",
                process.getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache") + "/homelab-ci");
        Path binary = process.containsKey(variable) && folder.equals("peers")
                ? Path.of(process.get(variable))
                : Path.of(process.getOrDefault(variable, cache + "/" + folder)).resolve(name);
        assumeThat(binary)
                .as("needs " + name + ", which .ci/" + folder + " brings")
                .isExecutable();
        return binary;
    }

    private String run(Map<String, String> more, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("generated", ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectOutput(out.toFile())
                .redirectError(home.resolve("errors.log").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(more);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        assertThat(process.exitValue())
                .as(command + ": " + Files.readString(home.resolve("errors.log")))
                .isZero();
        String printed = Files.readString(out);
        Files.delete(out);
        return printed;
    }

    /** The repository's own bundles and settings, under names that nobody else has on the engine. */
    private void copyTheRepository() throws IOException {
        for (String part : List.of("orchestration", ".orchestration", "config", ".gitignore")) {
            try (Stream<Path> files = Files.walk(TOP.resolve(part))) {
                for (Path file : files.sorted().toList()) {
                    Path copy = home.resolve(TOP.relativize(file).toString());
                    if (!file.startsWith(TOP.resolve("config/secrets"))) {
                        Files.copy(file, copy, LinkOption.NOFOLLOW_LINKS);
                    }
                    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                            && file.toString().matches(".*orchestration/[^/]+\\.ya?ml")) {
                        Files.writeString(
                                copy,
                                Files.readString(file)
                                        .replaceAll("(?m)^( *)name: homelab$", "$1name: " + PROJECT)
                                        .replaceAll("container_name: ", "container_name: " + PROJECT + "-"));
                    }
                }
            }
        }
    }

    @Test
    @Tag("interoperation")
    void the_specifications_chain_works_with_the_real_sops_on_a_real_engine() throws Exception {
        Path sops = peer("go-peers", "sops", "HOMELAB_PEER_SOPS");
        copyTheRepository();
        assertThat(type("config init prod evindrake.net").code()).isZero();
        Path editor = Files.writeString(
                home.resolve("editor.sh"),
                "sed -i '/^postgres_password:/d' \"$1\"\ncat >>\"$1\" <<'END'\npostgres_password: '" + HOSTILE
                        + "'\nEND\n");
        run(Map.of("EDITOR", "sh " + editor), List.of(sops.toString(), "config/secrets/base.enc.yaml"));

        Outcome generated = type("config generate prod evindrake.net");
        assertThat(generated.code()).as(generated.err()).isZero();
        assertThat(generated.out())
                .contains("+ .env  new, 11 variables", "+ Caddyfile  new")
                .doesNotContain(HOSTILE);

        environment.put("DEPLOYMENT_PATH", FOLDER);
        try {
            Outcome deployed = type("deploy core");
            assertThat(deployed.code()).as(deployed.err() + deployed.out()).isZero();
            assertThat(variables("postgres")).contains("POSTGRES_PASSWORD=" + HOSTILE);
            assertThat(type("exec caddy cat /etc/caddy/Caddyfile").out())
                    .isEqualTo(Files.readString(home.resolve(FOLDER + "/Caddyfile")))
                    .contains("rig-city.evindrake.net {\n\treverse_proxy rig-city-site:80\n}")
                    .doesNotContain("postgres", "redis", "minio");
            assertThat(type("exec caddy caddy validate --config /etc/caddy/Caddyfile")
                            .code())
                    .isZero();
            assertThat(type("plan core").out()).contains("Nothing to do");

            run(
                    Map.of(),
                    List.of(
                            sops.toString(),
                            "set",
                            "config/secrets/base.enc.yaml",
                            "[\"redis_password\"]",
                            "\"n3w \\\"one\\\"\""));
            assertThat(type("plan core").out())
                    .contains("inputs that have changed since: config/secrets/base.enc.yaml");
            assertThat(type("config generate prod evindrake.net --check").code())
                    .isEqualTo(ExitCode.CHANGES_PENDING.code());
            assertThat(type("config generate prod evindrake.net").out())
                    .containsPattern(
                            "~ \\.env  changed\n       ~ REDIS_PASSWORD  config/secrets/base.enc.yaml:\\d+:1\n")
                    .contains("~ .env.dashboard  changed", "Written: 3 changed")
                    .doesNotContain("n3w");
            Outcome plan = type("plan core");
            assertThat(plan.out()).contains("redis", "REDISCLI_AUTH").doesNotContain("changed since", "n3w", HOSTILE);
            assertThat(type("deploy core").code()).isZero();
            assertThat(variables("redis")).contains("REDISCLI_AUTH=n3w \"one\"");
        } finally {
            Outcome gone = type("undeploy all --yes --progress quiet --volumes=" + VOLUMES);
            assertThat(gone.code()).as(gone.err()).isZero();
        }
    }

    /** What a command in the container of {@code service} has; its first process belongs to another user. */
    private List<String> variables(String service) {
        return List.of(type("exec " + service + " cat /proc/self/environ").out().split("\0"));
    }

    private static Map<String, String> passwords(int count) {
        Random random = new Random(count);
        Map<String, String> passwords = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            StringBuilder password = new StringBuilder();
            for (int length = 1 + random.nextInt(40); length > 0; length--) {
                password.append((char) (' ' + random.nextInt('~' - ' ' + 1)));
            }
            passwords.put("P" + i, password.toString());
        }
        return passwords;
    }

    /** A project whose one service has the passwords in its environment: from its own file, and filled into the Compose file. */
    private void project(Map<String, String> passwords) throws IOException {
        String image = System.getenv().getOrDefault("HOMELAB_IT_IMAGE", "busybox:1");
        StringBuilder compose = new StringBuilder(
                "name: " + PROJECT + "\nservices:\n  box:\n    image: " + image
                        + "\n    command: [sleep, '600']\n    stop_grace_period: 0s\n    env_file: .env.box\n    environment:\n");
        StringBuilder template = new StringBuilder();
        passwords.forEach((name, password) -> {
            compose.append("      I").append(name).append(": ${").append(name).append("}\n");
            template.append(name).append("={{ secrets.").append(name).append(" }}\n");
        });
        Files.createDirectories(home.resolve("config/templates"));
        Files.writeString(home.resolve("config/templates/shared.env.j2"), template);
        Files.writeString(home.resolve("config/templates/box.env.j2"), template);
        Files.writeString(home.resolve("compose.yaml"), compose);
        Files.createDirectories(home.resolve("config/environments"));
        Files.createDirectories(home.resolve("config/secrets"));
        Files.writeString(home.resolve("config/environments/prod.yaml"), "");
    }

    private void generate(Map<String, String> passwords) throws IOException {
        project(passwords);
        Path file = Path.of("base.enc.yaml");
        byte[] clear = new ObjectMapper().writeValueAsBytes(passwords); // JSON is YAML
        byte[] sealed = ClearFile.create(
                        file,
                        SopsFormat.YAML,
                        SopsFormat.YAML.read(file, clear).documents(),
                        SopsRules.USUAL,
                        List.of(identity.recipient()))
                .seal(Instant.EPOCH);
        Files.write(home.resolve("config/secrets/base.enc.yaml"), sealed);
        Outcome generated = type("config generate prod local");
        assertThat(generated.code()).as(generated.err()).isZero();
        for (String name : List.of(".env", ".env.box")) {
            Files.move(home.resolve("deployment/prod/local").resolve(name), home.resolve(name));
        }
    }

    @Test
    @Tag("interoperation")
    void docker_compose_reads_a_thousand_passwords_as_they_are() throws Exception {
        Path compose = peer("peers", "docker-compose", "HOMELAB_PEER_COMPOSE");
        Map<String, String> passwords = passwords(1000);
        generate(passwords);

        JsonNode model = new ObjectMapper()
                .readTree(run(
                        Map.of(),
                        List.of(
                                compose.toString(),
                                "--project-directory",
                                home.toString(),
                                "config",
                                "--format",
                                "json")));

        Map<String, String> found = new TreeMap<>();
        model.at("/services/box/environment")
                .properties()
                .forEach(entry ->
                        found.put(entry.getKey(), entry.getValue().asText().replace("$$", "$")));
        assertThat(found).isEqualTo(expected(passwords));
    }

    private static Map<String, String> expected(Map<String, String> passwords) {
        Map<String, String> expected = new TreeMap<>(passwords);
        passwords.forEach((name, password) -> expected.put("I" + name, password));
        return expected;
    }

    @Test
    void a_hundred_passwords_reach_the_first_process_of_a_container_as_they_are() throws Exception {
        Map<String, String> passwords = passwords(100);
        generate(passwords);
        try {
            Outcome deployed = type("deploy box");
            assertThat(deployed.code()).as(deployed.err()).isZero();

            List<String> lines = new ArrayList<>(
                    List.of(type("exec box cat /proc/1/environ").out().split("\0")));
            lines.removeIf(line -> !line.matches("(?s)I?P\\d+=.*"));

            assertThat(lines.stream()
                            .collect(Collectors.toMap(
                                    line -> line.replaceFirst("(?s)=.*", ""),
                                    line -> line.replaceFirst("^[^=]*=", ""))))
                    .isEqualTo(expected(passwords));
        } finally {
            assertThat(type("undeploy all --yes --progress quiet").code()).isZero();
        }
    }
}
