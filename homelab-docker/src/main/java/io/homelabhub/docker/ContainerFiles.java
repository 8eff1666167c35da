package io.homelabhub.docker;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.PathStatus;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.FileContent;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The files of containers, in and out ({@code /containers/{id}/archive}). */
final class ContainerFiles {
    private static final String STATUS_HEADER = "X-Docker-Container-Path-Stat";

    /** Kinds of files as Go has them in a mode (io/fs). */
    private static final long FOLDER = 1L << 31;

    private static final long LINK = 1L << 27;
    private static final long OTHER = 1L << 26 | 1L << 25 | 1L << 24 | 1L << 21 | 1L << 19;

    private final DockerApi api;
    private final Names names;

    ContainerFiles(DockerApi api, Names names) {
        this.api = api;
        this.names = names;
    }

    Optional<PathStatus> status(String container, String path) {
        String attempt = "looking at " + path + " in container " + container;
        ApiCall call = call(attempt, "HEAD", container, path);
        try (Response answer = api.begin(call)) {
            if (answer.getStatusCode() == Answer.NOT_FOUND) {
                ApiObject unused = api.container(container).orElseThrow(() -> noContainer(attempt));
                return Optional.empty();
            }
            if (answer.getStatusCode() >= Answer.FIRST_REFUSAL) {
                throw Refusal.of(attempt, answer.getStatusCode(), "refused without a reason");
            }
            return Optional.ofNullable(answer.getHeader(STATUS_HEADER)).map(ContainerFiles::read);
        }
    }

    private static PathStatus read(String header) {
        ApiObject status = Json.object(Base64.getDecoder().decode(header)).orElse(ApiObject.EMPTY);
        PathStatus.Kind kind = kind(status.number("mode"));
        return new PathStatus(
                status.string("name").orElse(""),
                kind,
                status.number("size"),
                status.string("linkTarget").filter(target -> kind == PathStatus.Kind.LINK)); // Podman tells one of all
    }

    private static PathStatus.Kind kind(long mode) {
        if ((mode & FOLDER) != 0) {
            return PathStatus.Kind.FOLDER;
        }
        if ((mode & LINK) != 0) {
            return PathStatus.Kind.LINK;
        }
        return (mode & OTHER) != 0 ? PathStatus.Kind.OTHER : PathStatus.Kind.FILE;
    }

    InputStream archive(String container, String path) {
        ApiCall call = call("reading " + path + " of container " + container, "GET", container, path);
        Response answer = api.begin(call);
        if (answer.getStatusCode() >= Answer.FIRST_REFUSAL) {
            try (answer) {
                throw Refusal.of(
                        call.attempt(),
                        answer.getStatusCode(),
                        Refusal.words(answer.getBody().readAllBytes()));
            } catch (IOException broken) {
                throw new EngineException(Kind.UNREACHABLE, call.attempt() + ": " + broken.getMessage());
            }
        }
        return new Body(answer);
    }

    List<FileContent> read(String container, List<String> paths) {
        List<FileContent> files = new ArrayList<>();
        for (String path : paths) {
            boolean isFile = status(container, path)
                    .filter(found -> found.kind() == PathStatus.Kind.FILE)
                    .isPresent();
            if (isFile) {
                files.add(file(container, path));
            }
        }
        return files;
    }

    private FileContent file(String container, String path) {
        try (InputStream archive = archive(container, path)) {
            return TarArchive.onlyFile(archive, path);
        } catch (IOException broken) {
            throw new EngineException(
                    Kind.UNREACHABLE, "reading " + path + " of container " + container + ": " + broken.getMessage());
        }
    }

    /** The folder is looked at before: an engine that refuses does not read to the end, which breaks the sending off. */
    void extract(String container, String folder, InputStream tar, boolean toUser) {
        String attempt = "writing to " + folder + " in container " + container;
        if (status(container, folder).isEmpty()) {
            throw new EngineException(Kind.NOT_FOUND, attempt + ": there is no such folder");
        }
        ApiCall call = call(attempt, "PUT", container, folder)
                .query("noOverwriteDirNonDir", "true")
                .tar(tar);
        api.transfer(toUser ? call.query("copyUIDGID", "true") : call).orThrow();
    }

    private ApiCall call(String attempt, String method, String container, String path) {
        String name = names.container(container).orElseThrow(() -> noContainer(attempt));
        return ApiCall.of(attempt, method, "/containers/" + ApiCall.encoded(name) + "/archive")
                .query("path", path);
    }

    private static EngineException noContainer(String attempt) {
        return new EngineException(Kind.NOT_FOUND, attempt + ": there is no such container");
    }

    /** The body of an answer, which is closed with it. */
    private static final class Body extends FilterInputStream {
        private final Response answer;

        Body(Response answer) {
            super(answer.getBody());
            this.answer = answer;
        }

        @Override
        public void close() {
            answer.close();
        }
    }
}
