package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a variable that is secret by its name holds is shown by no problem, wherever it was filled in. */
class SecretsInProblemsTests {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ports: ['${TOKEN}:80']",
                "ports: ['${TOKEN}']",
                "ports: [{target: 80, published: '${TOKEN}', host_ip: '${TOKEN}'}]",
                "expose: ['${TOKEN}']",
                "healthcheck: {test: 'true', interval: '${TOKEN}'}",
                "stop_grace_period: '${TOKEN}'",
                "mem_limit: '${TOKEN}'",
                "cpus: '${TOKEN}'",
                "init: '${TOKEN}'",
                "image: '${TOKEN}'",
                "container_name: '${TOKEN}/x'",
                "command: \"'${TOKEN}\"",
                "entrypoint: \"'${TOKEN}\"",
                "volumes: ['${TOKEN}:/a:ro:x:y']",
                "volumes: ['./${TOKEN}:/a', {type: bind, source: './${TOKEN}', target: /a, bind: {create_host_path: maybe}}]",
                "network_mode: '${TOKEN}'",
                "networks: ['${TOKEN}']",
                "depends_on: ['${TOKEN}']",
                "extra_hosts: ['${TOKEN}']",
                "ulimits: {nofile: '${TOKEN}'}",
                "restart: '${TOKEN}'",
                "pull_policy: '${TOKEN}'",
                "env_file: ['${TOKEN}']",
                "devices: ['${TOKEN}:a:b:c:d']",
                "secrets: [{source: s, uid: '${TOKEN}', mode: '${TOKEN}'}]",
                "labels: {a: '${TOKEN'}",
                "deploy: {replicas: '${TOKEN}'}",
                "extends: {service: '${TOKEN}'}",
                "scale: '${TOKEN:-hunter2 by default}'",
                "x-homelab: {on-content-change: '${TOKEN}'}"
            })
    void a_secret_is_never_shown(String line) {
        for (String secret : List.of("hunter2isalongenoughword", "k9", "a:b/c d", "x".repeat(100))) {
            HomelabFolder lab = new HomelabFolder(folder)
                    .with("compose.yaml", """
                            services:
                              web:
                                image: web
                                %s
                            secrets: {s: {environment: TOKEN}}
                            """.formatted(line).replace("image: web\n    image", "image"))
                    .with(".env", "TOKEN=" + secret + "\n");

            assertThat(lab.problems("all")).allSatisfy(problem -> assertThat(problem.replace(folder.toString(), ""))
                    .doesNotContain(secret)
                    .doesNotContain("hunter2")
                    .doesNotContain("xxxxxxxx"));
        }
    }

    @Test
    void a_line_of_an_env_file_that_is_no_assignment_is_not_shown() {
        HomelabFolder lab = new HomelabFolder(folder)
                .with("compose.yaml", "services: {web: {image: web}}")
                .with(".env", "KEY=-----BEGIN KEY-----\nMIIEpAIB AAKCAQEA\n");

        assertThat(lab.problems("all")).isNotEmpty().noneMatch(problem -> problem.contains("MIIE"));
    }

    @Test
    void a_malformed_variable_does_not_show_the_text_around_it() {
        HomelabFolder lab = new HomelabFolder(folder)
                .with("compose.yaml", "services: {web: {image: web, environment: {PASSWORD: 'hunter2${'}}}");

        assertThat(lab.problems("all"))
                .singleElement()
                .asString()
                .contains("compose.yaml:1:54: error: services.web.environment.PASSWORD: the variable that begins at"
                        + " character 8 of the value is malformed")
                .doesNotContain("hunter2");
    }

    @Test
    void a_piece_of_a_secret_behind_a_dollar_sign_is_not_told_as_a_variable() {
        HomelabFolder lab = new HomelabFolder(folder)
                .with(".env", "PASS=pa$sszz\nTOKEN=\"a$bbzz c\"\nMODE=x$modezz\n")
                .with("app.env", "API_KEY=k$eyzz\n")
                .with("compose.yaml", """
                        services:
                          web:
                            image: web
                            env_file: app.env
                            environment: {DB_PASSWORD: "o$opszz", PASSPHRASE: "${LEFT_OUT}", AUTH: $ALSO_LEFT}
                          list:
                            image: web
                            environment: ["DB_PASSWORD=o$opszz"]
                        """);

        assertThat(lab.plan("all").notices())
                .noneMatch(problem -> problem.matches("(?s).*(sszz|bbzz|eyzz|opszz).*"))
                .anyMatch(problem -> problem.contains("what follows the $ in PASS is taken for a variable"))
                .anyMatch(problem -> problem.contains("in TOKEN is taken"))
                .anyMatch(problem -> problem.contains("in API_KEY is taken"))
                .anyMatch(problem -> problem.contains("in DB_PASSWORD is taken") && problem.contains("write $$"))
                .anyMatch(problem -> problem.contains("the variable modezz is not set"))
                .anyMatch(problem -> problem.contains("the variable LEFT_OUT is not set"))
                .anyMatch(problem -> problem.contains("the variable ALSO_LEFT is not set"));
    }
}
