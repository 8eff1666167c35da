package io.homelabhub.compose;

import com.fasterxml.jackson.databind.JsonNode;
import io.homelabhub.resource.ComposeDialect;
import io.homelabhub.resource.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One case of the corpus, copied to a place where it can be loaded. The cases were recorded in {@code /corpus}; the copy stands
 * in {@code corpus} below some directory, which is taken out of everything that is given here.
 */
final class CorpusCase {
    private final String top;
    private final JsonNode description;
    private final ComposeRequest request;

    private CorpusCase(String top, JsonNode description, ComposeRequest request) {
        this.top = top;
        this.description = description;
        this.request = request;
    }

    static CorpusCase copy(Path source, Path top) throws IOException {
        Path root = top.resolve("corpus");
        JsonNode description = Corpus.read(source.resolve("case.json"));
        Path copy = root.resolve(source.getFileName().toString());
        copyFiles(source, copy);
        Map<String, String> environment = new HashMap<>(Corpus.strings(description.get("env")));
        environment.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put("HOME", root.resolve("home").toString());
        Path directory = copy.resolve(description.get("workdir").asText()).normalize();
        ComposeRequest request = request(description, ComposeRequest.in(directory, environment));
        return new CorpusCase(top.toString(), description, request);
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
                    request = request.withProjectDirectory(Path.of(args.next().asText()));
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

    /** Whether variables are filled in; only then are there services, images and hashes. */
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
        return recorded(interpolated() ? renderer().json() : renderer().modelJson());
    }

    List<String> images() {
        String separator = description.get("args").toString().contains("--compatibility") ? "_" : "-";
        return renderer().images(separator).stream().sorted().toList();
    }

    List<String> services() {
        return renderer().services();
    }

    /** {@code NAME HASH} for each service. What is hashed holds paths too, so they are those of the recording. */
    List<String> hashes(ComposeDialect dialect) {
        ComposeProject project = load();
        return project.services().values().stream()
                .map(service -> service.name() + " " + hash(ConfigHash.printedText(dialect, project, service)))
                .toList();
    }

    private String hash(String text) {
        return Sha256.hex(recorded(text).getBytes(StandardCharsets.UTF_8));
    }

    private String recorded(String text) {
        return text.replace("\"" + top + "\"", "\"/\"").replace(top, "");
    }
}
