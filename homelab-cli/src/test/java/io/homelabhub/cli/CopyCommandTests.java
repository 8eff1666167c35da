package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.Typed.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CopyCommandTests {
    @TempDir
    private Path folder;

    private Lab lab;

    @BeforeEach
    void deploy() throws IOException {
        lab = new Lab(folder);
        assertThat(lab.type("deploy all --progress quiet").code()).isZero();
        Path sample = Files.createDirectories(folder.resolve("sample/inner"));
        Files.writeString(folder.resolve("sample/file"), "hello");
        Files.setPosixFilePermissions(folder.resolve("sample/file"), PosixFilePermissions.fromString("rw-r-----"));
        Files.writeString(sample.resolve("deep"), "x".repeat(300_000));
        Files.createSymbolicLink(folder.resolve("sample/link"), Path.of("inner/deep"));
    }

    private void copied(String from, String to) {
        assertThat(lab.type("cp " + from + " " + to)).extracting(Outcome::code).isEqualTo(0);
    }

    @Test
    void a_folder_comes_back_as_it_went_in() throws IOException {
        assertThat(lab.type("cp sample bot:/tmp").err()).isEqualTo("Copied 5 files and folders to lab-bot-1:/tmp.\n");
        copied("bot:/tmp/sample", "back");

        Path back = folder.resolve("back");
        assertThat(back.resolve("file")).hasContent("hello");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(back.resolve("file"))))
                .isEqualTo("rw-r-----");
        assertThat(back.resolve("inner/deep")).hasContent("x".repeat(300_000));
        assertThat(Files.readSymbolicLink(back.resolve("link"))).isEqualTo(Path.of("inner/deep"));
        assertThat(Files.getLastModifiedTime(back.resolve("file")).toMillis())
                .isEqualTo(
                        Files.getLastModifiedTime(folder.resolve("sample/file")).toMillis());
    }

    @Test
    void into_a_folder_that_is_there_it_keeps_its_name_and_else_has_the_one_that_is_given() throws IOException {
        Files.createDirectory(folder.resolve("here"));
        copied("sample/file", "bot:/tmp");
        copied("sample/file", "bot:/tmp/other");
        copied("bot:/tmp/file", "here");
        copied("bot:/tmp/other", "here/third");

        assertThat(folder.resolve("here/file")).hasContent("hello");
        assertThat(folder.resolve("here/third")).hasContent("hello");
    }

    @Test
    void with_a_dot_behind_the_content_alone_is_copied() throws IOException {
        copied("sample/.", "bot:/tmp");
        Files.createDirectory(folder.resolve("here"));
        copied("bot:/tmp/inner/.", "here");

        assertThat(folder.resolve("here/deep")).hasSize(300_000);
    }

    @Test
    void a_link_is_copied_itself_or_followed() throws IOException {
        copied("sample/link", "bot:/tmp/kept");
        copied("-L sample/link", "bot:/tmp/followed");
        copied("bot:/tmp/kept", "kept");
        copied("bot:/tmp/followed", "followed");

        assertThat(Files.isSymbolicLink(folder.resolve("kept"))).isTrue();
        assertThat(folder.resolve("followed")).hasSize(300_000);
    }

    @Test
    void what_cannot_be_meant_is_refused_and_nothing_is_copied() {
        assertThat(lab.type("cp sample other").err()).contains("write one as SERVICE:PATH");
        assertThat(lab.type("cp bot:/a db:/b").err()).contains("both in containers");
        assertThat(lab.type("cp absent bot:/tmp").err()).contains("copying absent: there is no such file or folder");
        assertThat(lab.type("cp bot:/absent here").err()).contains("container lab-bot-1 has no /absent");
        assertThat(lab.type("cp sample/file bot:/tmp/absent/").err())
                .contains("there is no such folder; make it first");
        assertThat(lab.type("cp sample/file bot:/absent/deep/file").err())
                .contains("container lab-bot-1 has no folder /absent/deep; make it first");
        assertThat(lab.type("cp - bot:/absent").err()).contains("no such folder");
        assertThat(lab.type("cp --all bot:/tmp here").err()).contains("--index says which");
        copied("sample/file", "bot:/tmp");
        Outcome overFile = lab.type("cp sample bot:/tmp/file");
        assertThat(overFile.code()).isEqualTo(2);
        assertThat(overFile.err()).contains("the one is a folder, the other a file");
    }
}
