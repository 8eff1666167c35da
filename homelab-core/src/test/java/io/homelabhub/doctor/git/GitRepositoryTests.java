package io.homelabhub.doctor.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitRepositoryTests {
    @TempDir
    private Path folder;

    /** As https://git-scm.com/docs/index-format has it. */
    private static byte[] index(int version, List<String> paths) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes("DIRC");
        out.writeInt(version);
        out.writeInt(paths.size());
        String before = "";
        for (String path : paths) {
            int begin = out.size();
            out.write(new byte[60]);
            byte[] name = path.getBytes(StandardCharsets.UTF_8);
            out.writeShort(Math.min(name.length, 0xfff) | (version == 3 ? 0x4000 : 0));
            if (version == 3) {
                out.writeShort(0);
            }
            if (version == 4) {
                int common = 0;
                while (common < Math.min(before.length(), path.length())
                        && before.charAt(common) == path.charAt(common)) {
                    common++;
                }
                out.write(before.length() - common);
                out.writeBytes(path.substring(common));
                out.write(0);
                before = path;
            } else {
                out.write(name);
                out.write(new byte[8 - (out.size() - begin) % 8]);
            }
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void every_version_of_the_index_gives_its_paths(int version) throws IOException {
        List<String> paths = List.of(".env", "config/keys.txt", "config/secrets/base.yaml", "größe.txt");
        List<String> known = version == 4 ? paths.subList(0, 3) : paths;

        assertThat(GitIndex.paths(index(version, known))).containsExactlyElementsOf(known);
    }

    @Test
    void an_index_that_is_cut_off_or_of_another_kind_is_no_index() throws IOException {
        byte[] whole = index(2, List.of("a", "b"));
        assertThatThrownBy(() -> GitIndex.paths(Arrays.copyOf(whole, whole.length - 20)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> GitIndex.paths("something else".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'*.key', a.key, true",
        "'*.key', deep/er/a.key, true",
        "'*.key', a.keys, false",
        "'/a.key', a.key, true",
        "'/a.key', deep/a.key, false",
        "'secrets/', secrets/a, true",
        "'secrets/', deep/secrets/a, true",
        "'secrets/', secrets, false",
        "'config/*.yaml', config/a.yaml, true",
        "'config/*.yaml', config/deep/a.yaml, false",
        "'config/**/a', config/x/y/a, true",
        "'**/a.pem', x/y/a.pem, true",
        "'a?c', abc, true",
        "'[ab].txt', b.txt, true",
        "'[!ab].txt', b.txt, false",
        "'# no', '# no', false",
        "'.env*\n!.env.example', .env.example, false",
        "'.env*\n!.env.example', .env.prod, true"
    })
    void what_is_ignored_is_what_git_ignores(String lines, String path, boolean ignored) throws IOException {
        Files.createDirectories(folder.resolve(".git/info"));
        Files.writeString(folder.resolve(".gitignore"), lines.replace("\\n", "\n") + "\n");

        GitRepository repository = GitRepository.around(folder).orElseThrow();

        assertThat(repository.ignores(folder.resolve(path))).isEqualTo(ignored);
    }

    @Test
    void a_folder_below_adds_its_own_and_takes_back_what_was_said_above() throws IOException {
        Files.createDirectories(folder.resolve(".git/info"));
        Files.writeString(folder.resolve(".git/info/exclude"), "*.pem\n");
        Files.writeString(folder.resolve(".gitignore"), "*.key\n");
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("sub/.gitignore"), "!*.key\n/only\n");

        GitRepository repository = GitRepository.around(folder.resolve("sub")).orElseThrow();

        assertThat(repository.root()).isEqualTo(folder);
        assertThat(repository.ignores(folder.resolve("sub/a.key"))).isFalse();
        assertThat(repository.ignores(folder.resolve("a.key"))).isTrue();
        assertThat(repository.ignores(folder.resolve("sub/only"))).isTrue();
        assertThat(repository.ignores(folder.resolve("only"))).isFalse();
        assertThat(repository.ignores(folder.resolve("x/a.pem"))).isTrue();
    }
}
