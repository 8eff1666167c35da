package io.homelabhub.desired.translate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeDialect;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.secret.SecretMask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Translates models that tests write down as YAML, in the canonical form. */
final class Models {
    /** Hashes that say what they are of. */
    static final ConfigHashes HASHES = new ConfigHashes() {
        @Override
        public String service(ComposeDialect dialect, String name) {
            return "hash-of-service-" + name;
        }

        @Override
        public String network(ComposeDialect dialect, String key) {
            return "hash-of-network-" + key;
        }

        @Override
        public String volume(String key) {
            return "hash-of-volume-" + key;
        }
    };

    private Models() {}

    /** A translator of a model in the project {@code lab} at {@code /srv/lab}. */
    static Translator translator(String yaml, Map<String, String> files, Map<String, String> environment) {
        ComposeModel model = new ComposeModel(
                "lab",
                tree(yaml),
                Path.of("/srv/lab"),
                List.of(Path.of("/srv/lab/compose.yaml")),
                List.of(),
                environment,
                SecretMask.NONE);
        return new Translator(
                model, HASHES, new FilesInMemory(files), path -> SourceLocation.of(Path.of("compose.yaml")));
    }

    static Translator translator(String yaml) {
        return translator(yaml, Map.of(), Map.of());
    }

    /** The first container of the service {@code web} with these settings, given as the members of the service. */
    static ContainerSpec web(String settings) {
        return translator("""
                services:
                  web:
                    image: busybox
                %s
                networks:
                  default: {name: lab_default}
                volumes:
                  data: {name: lab_data}
                """.formatted(settings.indent(4)))
                .service("web")
                .containers()
                .get(0);
    }

    static ApiObject tree(String yaml) {
        try {
            return ApiObject.of(
                    new YAMLMapper().readValue(yaml, new TypeReference<Map<String, @Nullable Object>>() {}));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(yaml, broken);
        }
    }

    /** Files by path; all of the same age. */
    private record FilesInMemory(Map<String, String> contents) implements HostFiles {
        @Override
        public Optional<Facts> facts(Path path) {
            return Optional.ofNullable(contents.get(path.toString()))
                    .map(content -> new Facts(content.length(), Instant.EPOCH, "7"));
        }

        @Override
        public boolean isFolder(Path path) {
            return !path.endsWith("gone");
        }

        @Override
        public boolean exists(Path path) {
            return contents.containsKey(path.toString());
        }

        @Override
        public byte[] read(Path path) throws IOException {
            String content = contents.get(path.toString());
            if (content == null) {
                throw new NoSuchFileException(path.toString());
            }
            return content.getBytes(StandardCharsets.UTF_8);
        }
    }
}
