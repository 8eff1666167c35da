package io.homelabhub.variables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariableTypeTests {
    @ParameterizedTest
    @CsvSource({
        "INTEGER, 42",
        "INTEGER, -7",
        "PORT, 1",
        "PORT, 65535",
        "BOOLEAN, TRUE",
        "BOOLEAN, off",
        "URL, https://home.example.net/path?x=1#y",
        "URL, postgres://user:p%40ss@my_db:5432/app",
        "URL, redis://[::1]:6379/0",
        "URL, unix:///var/run/docker.sock",
        "URL, http://localhost:8080/@user",
        "EMAIL, me@home.example.net",
        "DOMAIN, home.example.net",
        "DOMAIN, *.example.net",
        "DOMAIN, localhost",
        "DURATION, 1h30m",
        "DURATION, 90s",
        "PATH, /srv/data",
        "PATH, ./data",
        "STRING, anything at all"
    })
    void fits(VariableType type, String value) {
        assertThat(type.refusal(value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "INTEGER, 4.2",
        "INTEGER, four",
        "PORT, 0",
        "PORT, 65536",
        "PORT, 80/tcp",
        "BOOLEAN, maybe",
        "URL, home.example.net",
        "URL, https://",
        "URL, postgres://user:p@ss/w:rd#1@db/app",
        "URL, postgres://u:p@ss@db/app",
        "URL, https://a b/",
        "EMAIL, me",
        "EMAIL, me@",
        "EMAIL, a b@home.net",
        "DOMAIN, https://home.net",
        "DOMAIN, -x.net",
        "DOMAIN, a..b",
        "DURATION, 90",
        "DURATION, 1 hour",
        "PATH, ~/data"
    })
    void does_not_fit(VariableType type, String value) {
        assertThat(type.refusal(value)).contains(type.words());
    }
}
