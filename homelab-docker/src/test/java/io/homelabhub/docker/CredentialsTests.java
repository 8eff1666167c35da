package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.time.Timing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTests {
    private static final String HUB = "https://index.docker.io/v1/";

    @TempDir
    Path folder = Path.of("set by JUnit");

    private Credentials credentials(String config) throws IOException {
        Files.writeString(folder.resolve("config.json"), config);
        Map<String, String> environment = Map.of("DOCKER_CONFIG", folder.toString(), "PATH", folder + ":/usr/bin:/bin");
        return new Credentials(new DockerConfig(environment), environment, Timing.system());
    }

    private void helper(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve("docker-credential-" + name), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_login_in_the_file_is_found_by_any_spelling_of_the_registry() throws IOException {
        Credentials credentials =
                credentials("{\"auths\":{\"https://ghcr.io/v2/\":{\"auth\":\"" + base64("me:pass:word") + "\"}}}");
        assertThat(credentials.find("ghcr.io").credential())
                .contains(new Credentials.Credential("https://ghcr.io/v2/", "me", "pass:word"));
        assertThat(credentials.find(HUB).credential()).isEmpty();
    }

    @Test
    void an_identity_token_goes_before_a_password() throws IOException {
        Credentials credentials = credentials("{\"auths\":{\"r.io\":{\"auth\":\"\",\"identitytoken\":\"t\"}}}");
        assertThat(credentials.find("r.io").credential())
                .map(Credentials.Credential::isToken)
                .contains(true);
    }

    @Test
    void a_helper_for_one_registry_goes_before_the_store_for_all() throws IOException {
        helper("one", "read r; echo \"{\\\"Username\\\":\\\"one\\\",\\\"Secret\\\":\\\"$r\\\"}\"");
        helper("all", "read r; echo \"{\\\"Username\\\":\\\"all\\\",\\\"Secret\\\":\\\"$r\\\"}\"");
        Credentials credentials = credentials("{\"credsStore\":\"all\",\"credHelpers\":{\"ghcr.io\":\"one\"}}");
        assertThat(credentials.find("ghcr.io").credential())
                .contains(new Credentials.Credential("ghcr.io", "one", "ghcr.io"));
        assertThat(credentials.find(HUB).credential()).contains(new Credentials.Credential(HUB, "all", HUB));
    }

    @Test
    void a_helper_that_knows_nothing_is_no_failure() throws IOException {
        helper("all", "echo 'credentials not found in native keychain'; exit 1");
        assertThat(credentials("{\"credsStore\":\"all\"}").find(HUB))
                .isEqualTo(new Credentials.Found(Optional.empty(), ""));
    }

    @Test
    void a_helper_that_fails_or_is_not_there_is_noted_without_its_output() throws IOException {
        helper("all", "echo hunter2; exit 3");
        assertThat(credentials("{\"credsStore\":\"all\"}").find(HUB))
                .isEqualTo(new Credentials.Found(Optional.empty(), "docker-credential-all ended with exit code 3"));
        assertThat(credentials("{\"credsStore\":\"desktop.exe\"}").find(HUB).note())
                .isEqualTo("docker-credential-desktop.exe is not on the PATH");
        assertThat(credentials("{\"credsStore\":\"../../evil\"}").find(HUB).note())
                .contains("is not a program's name");
    }

    @Test
    void without_a_file_or_with_a_broken_one_nobody_is_logged_in() throws IOException {
        assertThat(credentials("{broken").find(HUB).credential()).isEmpty();
        assertThat(new Credentials(new DockerConfig(Map.of()), Map.of(), Timing.system())
                        .find(HUB)
                        .credential())
                .isEmpty();
    }

    @Test
    void no_secret_is_printed() {
        assertThat(new Credentials.Credential("r.io", "me", "hunter2")).hasToString("Credential[r.io]");
    }
}
