package io.homelabhub.docker;

import io.homelabhub.engine.HostInfo;
import io.homelabhub.resource.ApiObject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** {@code GET /info}, as far as it is about the host. */
final class HostReading {
    private final DockerApi api;

    HostReading(DockerApi api) {
        this.api = api;
    }

    HostInfo read() {
        ApiObject answer = api.exchange(ApiCall.get("asking the engine about its host", "/info"))
                .object();
        long memory = answer.number("MemTotal");
        long processors = answer.number("NCPU");
        return new HostInfo(
                memory > 0 ? OptionalLong.of(memory) : OptionalLong.empty(),
                processors > 0 ? OptionalInt.of((int) processors) : OptionalInt.empty(),
                answer.string("SystemTime").flatMap(HostReading::time),
                answer.string("DockerRootDir")
                        .filter(folder -> folder.startsWith("/"))
                        .map(Path::of),
                engine(answer));
    }

    /**
     * The id alone does not do: machines that were cloned share it, and so do several engines of one machine that was once upgraded from Docker 22 or
     * before. Podman makes up another each time it is asked; it alone tells of Buildah.
     */
    private static Optional<String> engine(ApiObject answer) {
        return answer.string("ID")
                .filter(id -> !id.isEmpty() && answer.string("BuildahVersion").isEmpty())
                .map(id -> String.join(
                        " ",
                        id,
                        answer.string("Name").orElse(""),
                        answer.string("DockerRootDir").orElse("")));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }
}
