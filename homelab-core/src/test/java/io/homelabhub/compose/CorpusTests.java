package io.homelabhub.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of the corpus, loaded from a copy and compared with what docker compose printed. */
class CorpusTests {
    /** The cases were recorded in {@code /corpus}; here that stands in a directory which is taken out of the output. */
    @TempDir
    private Path top;

    static List<Path> cases() throws IOException {
        List<Path> cases = new ArrayList<>();
        for (Path corpus :
                Corpus.external().isPresent() ? List.of(Corpus.external().get()) : List.of(Corpus.own())) {
            try (Stream<Path> all = Files.list(corpus.resolve("cases"))) {
                all.sorted().forEach(cases::add);
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_case_gives_what_docker_compose_gives(Path source) throws IOException {
        Case one = Case.copy(source, top);
        if (Files.exists(source.resolve("expected.err"))) {
            assertThatThrownBy(one::json).isInstanceOfSatisfying(InvalidInputException.class, e -> {
                assertThat(e.problems()).anyMatch(Problem::isError);
                assertThat(e.problems()).allMatch(problem -> !problem.message().isBlank());
            });
            return;
        }
        String printed = one.json().replace(top.toString(), "");
        assertThat(printed).isEqualTo(Files.readString(source.resolve("expected.json")));
        if (one.interpolated() && Files.exists(source.resolve("expected.hashes"))) {
            assertThat(one.images()).isEqualTo(Files.readAllLines(source.resolve("expected.images")));
            assertThat(one.services()).isEqualTo(Files.readAllLines(source.resolve("expected.services")));
            assertThat(Files.readAllLines(source.resolve("expected.hashes"))).containsAll(one.hashesWithoutPaths());
        }
    }

    /** One case, copied to a place where it can be loaded. */
    private static final class Case {
        private final Path top;
        private final JsonNode description;
        private final ComposeRequest request;

        private Case(Path top, JsonNode description, ComposeRequest request) {
            this.top = top;
            this.description = description;
            this.request = request;
        }

        static Case copy(Path source, Path top) throws IOException {
            Path root = top.resolve("corpus");
            JsonNode description = Corpus.read(source.resolve("case.json"));
            Path copy = root.resolve(source.getFileName().toString());
            copyFiles(source, copy);
            Map<String, String> environment = new HashMap<>(Corpus.strings(description.get("env")));
            environment.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
            environment.put("HOME", root.resolve("home").toString());
            Path directory = copy.resolve(description.get("workdir").asText()).normalize();
            return new Case(top, description, request(description, ComposeRequest.in(directory, environment)));
        }

        private static void copyFiles(Path source, Path copy) throws IOException {
            try (Stream<Path> files = Files.walk(source)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Path target = copy.resolve(source.relativize(file).toString());
                    String name = file.getFileName().toString();
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else if (!name.startsWith("expected.") && !name.equals("case.json")) {
                        Files.copy(file, target);
                    }
                }
            }
        }

        private static ComposeRequest request(JsonNode description, ComposeRequest first) {
            List<Path> files = new ArrayList<>();
            List<Path> envFiles = new ArrayList<>();
            List<String> profiles = new ArrayList<>();
            List<String> services = new ArrayList<>();
            ComposeRequest request = first;
            Iterator<JsonNode> args = description.get("args").iterator();
            while (args.hasNext()) {
                String flag = args.next().asText();
                switch (flag) {
                    case "-f" -> files.add(Path.of(args.next().asText()));
                    case "--env-file" -> envFiles.add(Path.of(args.next().asText()));
                    case "--profile" -> profiles.add(args.next().asText());
                    case "-p" -> request = request.withProjectName(args.next().asText());
                    case "--project-directory" ->
                        request =
                                request.withProjectDirectory(Path.of(args.next().asText()));
                    case "--all-resources" -> request = request.withAllResources();
                    case "--compatibility" -> request = request.withoutNormalization();
                    default -> throw new IllegalArgumentException(flag);
                }
            }
            for (JsonNode arg : description.get("config_args")) {
                switch (arg.asText()) {
                    case "--no-interpolate" -> request = request.withoutInterpolation();
                    case "--no-consistency" -> request = request.withoutConsistency();
                    case "--no-normalize" -> request = request.withoutNormalization();
                    case "--no-path-resolution" -> request = request.withoutPathResolution();
                    case "--no-env-resolution" -> {}
                    default -> services.add(arg.asText());
                }
            }
            return request.withFiles(files)
                    .withEnvFiles(envFiles)
                    .withProfiles(profiles)
                    .withServices(services);
        }

        boolean interpolated() {
            return !description.get("config_args").toString().contains("--no-interpolate");
        }

        private ComposeProject load() {
            return new ComposeLoader().load(request);
        }

        private ConfigRenderer renderer() {
            return new ConfigRenderer(load());
        }

        String json() {
            return interpolated() ? renderer().json() : renderer().modelJson();
        }

        List<String> images() {
            String separator = description.get("args").toString().contains("--compatibility") ? "_" : "-";
            return renderer().images(separator).stream().sorted().toList();
        }

        List<String> services() {
            return renderer().services();
        }

        /** Paths are hashed too, and a copy has others. */
        List<String> hashesWithoutPaths() {
            ComposeProject project = load();
            List<String> names = project.services().values().stream()
                    .filter(service -> !service.canonical().toString().contains(top.toString()))
                    .filter(service -> !service.declared().containsKey("env_file"))
                    .map(ComposeService::name)
                    .toList();
            return names.isEmpty() ? List.of() : new ConfigRenderer(project).hashes(names);
        }
    }
}
