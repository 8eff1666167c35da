package io.homelabhub;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.testkit.engine.Calls;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.engine.FakeStreams;
import io.homelabhub.testkit.engine.Times;
import io.homelabhub.testkit.engine.Verb;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** PostgreSQL as far as its programs are asked: one database with one table, and a file in its volume that says which version has written it. */
final class FakePostgres {
    static final String NOTHING = "nothing";

    private static final String DATA = "/var/lib/postgresql/data";
    private static final String FILE = "PG_VERSION";

    private final FakeEngine engine;
    private int rowsAfterwards = 3;

    FakePostgres(FakeEngine engine, String... versions) {
        this.engine = engine;
        for (String version : versions) {
            String image = "postgres:" + version + "-alpine";
            engine.has(image);
            engine.image(image)
                    .config("Env", List.of("PG_MAJOR=" + version))
                    .runsWhatBegins(List.of("sh", "-c"), streams -> run(version, streams));
        }
        engine.on(Calls.of(Verb.START_CONTAINER)).isPrecededBy(Times.always(), call -> call.names().stream()
                .filter(name -> name.startsWith("homelab-shell-"))
                .findFirst()
                .ifPresent(shell -> write(shell, "/homelab-0", NOTHING)));
    }

    /** The new server shows another number of rows than was counted before, once its data is in place. */
    void losesRows() {
        rowsAfterwards = 2;
    }

    private int run(String version, FakeStreams streams) throws InterruptedException {
        while (streams.request().input() && streams.read().isPresent()) {
            // takes all that it is given
        }
        String script = streams.request().command().get(3);
        boolean isLive = engine.containers().stream().noneMatch(FakePostgres::isTrial);
        switch (script) {
            case "homelab-pg-databases" ->
                streams.print("{\"name\":\"app\",\"owner\":\"app\",\"encoding\":\"UTF8\",\"mark\":\"\",\"version\":\""
                        + version + "\"}\n");
            case "homelab-pg-usual", "homelab-pg-user" -> streams.print("app");
            case "homelab-pg-role-names" -> streams.print("\"app\"\n");
            case "homelab-pg-roles" -> streams.print("CREATE ROLE app;\n");
            case "homelab-pg-ready" -> streams.print("yes\n");
            case "homelab-pg-traffic" -> streams.print("{\"others\":[],\"written\":3}\n");
            case "homelab-pg-dump" -> {
                streams.print("PGDMP");
                streams.printError(rows(3) + "{\"dump\": 0}\n");
            }
            case "homelab-pg-count" -> streams.printError(rows(isLive ? rowsAfterwards : 3));
            case "homelab-pg-restore" ->
                engine.containers().stream()
                        .filter(FakePostgres::isTrial)
                        .forEach(trial -> write(trial.name(), DATA, version));
            default -> streams.print("");
        }
        return 0;
    }

    private static boolean isTrial(ObservedContainer container) {
        return container.label(HomelabLabels.BACKUP_OF).isPresent()
                && container.name().contains("trial")
                && container.state().isUp();
    }

    private static String rows(int rows) {
        return "{\"table\": \"public.account\", \"rows\": " + rows + "}\n";
    }

    /** Has a version's data in the volume of a container. */
    void write(String container, String folder, String version) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            byte[] content = version.getBytes(StandardCharsets.UTF_8);
            TarArchiveEntry head = new TarArchiveEntry(FILE);
            head.setSize(content.length);
            tar.putArchiveEntry(head);
            tar.write(content);
            tar.closeArchiveEntry();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        engine.extract(container, folder, new ByteArrayInputStream(bytes.toByteArray()), false);
    }

    void write(String container, String version) {
        write(container, DATA, version);
    }

    /** Which version has written what is in the volume of a container. */
    Optional<String> version(String container) {
        try (InputStream archive = engine.archive(container, DATA);
                TarArchiveInputStream tar = new TarArchiveInputStream(archive)) {
            for (TarArchiveEntry head = tar.getNextEntry(); head != null; head = tar.getNextEntry()) {
                if (head.getName().endsWith(FILE)) {
                    return Optional.of(new String(tar.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            return Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
