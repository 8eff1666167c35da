package io.homelabhub.cli.promised;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.api.Api.Status;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.engine.Engine;
import io.homelabhub.session.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Compares what is promised with what was written down of it in {@code docs/api}: what was there has to stay, to the letter. What is
 * new breaks nobody, and is written down with the next {@code -Dhomelab.docs.write=true}, which is run before a release at the latest.
 */
class PromisedTypesTests {
    private static final Path WRITTEN = Path.of("..", "docs", "api");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.homelabhub");

    private static final Map<Class<?>, Status> PROMISED = PromisedTypes.in(CLASSES);

    @Test
    void what_the_front_door_takes_and_gives_is_stable_and_the_spi_provisional() {
        assertThat(PROMISED)
                .containsEntry(HomelabRuntime.class, Status.STABLE)
                .containsEntry(DeployRequest.class, Status.STABLE)
                .containsEntry(Engine.class, Status.PROVISIONAL);
    }

    @Test
    void what_rooms_say_to_each_other_is_not_promised() {
        assertThat(PROMISED).doesNotContainKey(Sessions.class);
    }

    @Test
    void nothing_stable_has_gone_or_changed() throws IOException {
        assertThatNothingHasGone(Status.STABLE);
    }

    @Test
    void nothing_provisional_has_gone_or_changed_unnoticed() throws IOException {
        assertThatNothingHasGone(Status.PROVISIONAL);
    }

    /** A method without a body breaks everybody who implements the type, be it ever so new. */
    @Test
    void nothing_more_is_asked_of_those_who_implement_what_is_stable() throws IOException {
        List<String> written = Files.readAllLines(file(Status.STABLE));
        List<String> asked = new ArrayList<>(qualified(lines(Status.STABLE)));
        asked.removeAll(qualified(written));

        assertThat(asked)
                .filteredOn(line -> line.contains("  public abstract ") || line.contains("  protected abstract "))
                .filteredOn(line -> written.contains(line.substring(0, line.indexOf("  "))))
                .filteredOn(line -> !line.startsWith("sealed "))
                .isEmpty();
    }

    private static Path file(Status status) {
        return WRITTEN.resolve(status.name().toLowerCase(Locale.ROOT) + ".txt");
    }

    private static void assertThatNothingHasGone(Status status) throws IOException {
        List<String> now = lines(status);
        Path written = file(status);
        if (Boolean.getBoolean("homelab.docs.write")) {
            Files.write(written, now);
        }
        List<String> gone = new ArrayList<>(qualified(Files.readAllLines(written)));
        gone.removeAll(qualified(now));
        assertThat(gone)
                .as(
                        "Programs rely on these. Keep them beside what is new; or, if that cannot be, tell it in CHANGELOG.md and write"
                                + " %s anew with -Dhomelab.docs.write=true",
                        written)
                .isEmpty();
    }

    /** Each member behind the name of its type, so that lines stand for themselves. */
    private static List<String> qualified(List<String> lines) {
        List<String> qualified = new ArrayList<>();
        String type = "";
        for (String line : lines) {
            type = line.startsWith(" ") ? type : line;
            qualified.add(line.startsWith(" ") ? type + line : line);
        }
        return qualified;
    }

    private static List<String> lines(Status status) {
        String text = PROMISED.entrySet().stream()
                .filter(entry -> entry.getValue() == status)
                .map(entry -> described(entry.getKey()))
                .collect(joining());
        return text.lines().toList();
    }

    private static String described(Class<?> type) {
        TreeSet<String> members = new TreeSet<>();
        Members.of(type).forEach(member -> members.add("  " + member.text() + "\n"));
        return Members.head(type) + "\n" + String.join("", members);
    }
}
