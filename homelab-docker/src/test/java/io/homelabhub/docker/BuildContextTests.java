package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.FileContent;
import io.homelabhub.resource.ImageBuild;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildContextTests {
    @TempDir
    Path parent = Path.of("set by JUnit");

    private Path folder = parent;

    @BeforeEach
    void a_folder_with_a_dockerfile() throws IOException {
        folder = Files.createDirectory(parent.resolve("context"));
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch");
    }

    private Map<String, TarArchiveEntry> entries(String dockerfile, Optional<String> inline) throws IOException {
        ImageBuild build = new ImageBuild(
                "x:1",
                List.of(),
                folder,
                dockerfile,
                inline,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                false,
                false,
                ApiObject.EMPTY);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BuildContext.of(build).writeTo(bytes);
        return entries(bytes.toByteArray());
    }

    private static Map<String, TarArchiveEntry> entries(byte[] archive) throws IOException {
        Map<String, TarArchiveEntry> entries = new LinkedHashMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.put(entry.getName(), entry);
            }
        }
        return entries;
    }

    @Test
    void files_keep_their_mode_and_lose_their_owner() throws IOException {
        Path script = Files.writeString(folder.resolve("run.sh"), "#!/bin/sh");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x--x"));
        TarArchiveEntry entry = entries("Dockerfile", Optional.empty()).get("run.sh");
        assertThat(entry)
                .isNotNull()
                .returns(0751, found -> found.getMode() & 0777)
                .returns(0L, TarArchiveEntry::getLongUserId);
    }

    @Test
    void the_dockerfile_comes_first_and_once() throws IOException {
        Files.writeString(folder.resolve("A"), "a");
        assertThat(entries("Dockerfile", Optional.empty()).keySet()).containsExactly("Dockerfile", "A");
    }

    @Test
    void what_is_ignored_stays_at_home_but_never_the_dockerfile() throws IOException {
        Files.createDirectories(folder.resolve("target/classes"));
        Files.writeString(folder.resolve("target/classes/X.class"), "x");
        Files.writeString(folder.resolve("kept"), "x");
        Files.writeString(folder.resolve(".dockerignore"), "target\nDockerfile\n");
        assertThat(entries("Dockerfile", Optional.empty()).keySet())
                .containsExactlyInAnyOrder("Dockerfile", ".dockerignore", "kept");
    }

    @Test
    void a_file_below_an_ignored_folder_can_be_taken_back() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/b/kept"), "x");
        Files.writeString(folder.resolve("a/b/gone"), "x");
        Files.writeString(folder.resolve(".dockerignore"), "a\n!a/b/kept\n");
        assertThat(entries("Dockerfile", Optional.empty()).keySet())
                .contains("a/b/kept")
                .doesNotContain("a/b/gone");
    }

    @Test
    void a_dockerfiles_own_ignore_file_goes_before_the_folders() throws IOException {
        Files.writeString(folder.resolve("kept"), "x");
        Files.writeString(folder.resolve(".dockerignore"), "kept");
        Files.writeString(folder.resolve("Dockerfile.dockerignore"), "nothing");
        assertThat(entries("Dockerfile", Optional.empty()).keySet()).contains("kept");
    }

    @Test
    void links_stay_links() throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), Path.of("Dockerfile"));
        assertThat(entries("Dockerfile", Optional.empty()).get("link"))
                .isNotNull()
                .returns(true, TarArchiveEntry::isSymbolicLink)
                .returns("Dockerfile", TarArchiveEntry::getLinkName);
    }

    @Test
    void a_dockerfile_from_elsewhere_or_inline_is_sent_along() throws IOException {
        Files.writeString(parent.resolve("Other"), "FROM x");
        assertThat(entries("../Other", Optional.empty()).keySet()).containsExactly(".homelab.Dockerfile", "Dockerfile");
        assertThat(entries("Dockerfile", Optional.of("FROM y")).keySet())
                .containsExactly(".homelab.Dockerfile", "Dockerfile");
    }

    @Test
    void names_may_be_long() throws IOException {
        String name = "n".repeat(200);
        Files.writeString(folder.resolve(name), "x");
        assertThat(entries("Dockerfile", Optional.empty()).keySet()).contains(name);
    }

    @Test
    void a_dockerfile_that_is_not_there_is_told() {
        assertThatThrownBy(() -> entries("Nowhere", Optional.empty()))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("Nowhere");
    }

    @Test
    void files_for_a_container_have_mode_owner_and_a_relative_name() throws IOException {
        byte[] archive = TarArchive.of(
                List.of(new FileContent("/run/secrets/x", 0400, 33, 44, "s".getBytes(StandardCharsets.UTF_8))));
        assertThat(entries(archive).get("run/secrets/x"))
                .isNotNull()
                .returns(0400, found -> found.getMode() & 0777)
                .returns(33L, TarArchiveEntry::getLongUserId)
                .returns(44L, TarArchiveEntry::getLongGroupId)
                .returns(1L, TarArchiveEntry::getSize);
    }
}
