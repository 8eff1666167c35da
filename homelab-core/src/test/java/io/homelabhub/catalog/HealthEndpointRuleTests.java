package io.homelabhub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthEndpointRuleTests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    health_endpoint: http://localhost:8080/                      | HTTP    | http://localhost:8080/
                    health_endpoint: https://x.example/live                      | HTTPS   | https://x.example/live
                    health_endpoint: /health, interfaces: [4000]                 | HTTP    | http://localhost:4000/health
                    health_endpoint: localhost:5432                              | TCP     | localhost:5432
                    health_endpoint: tcp://db:5432                               | TCP     | db:5432
                    health_endpoint: 5432, health_check_type: tcp                | TCP     | localhost:5432
                    health_check_type: tcp, interfaces: [6379]                   | TCP     | localhost:6379
                    health_endpoint: null, health_check_type: command            | COMMAND | ''
                    health_endpoint: pg_isready -U x, health_check_type: command | COMMAND | pg_isready -U x
                    health_endpoint: celery, health_check_type: process          | PROCESS | celery
                    health_endpoint: /live, health_check_type: https, interfaces: [1] | HTTPS | https://localhost:1/live
                    """)
    void each_way_of_asking_is_understood(String fields, HealthCheckType type, String target) {
        assertThat(CatalogText.catalog("services: {a: {%s}}".formatted(fields))
                        .service("a")
                        .health())
                .contains(new HealthEndpoint(type, target));
    }

    @Test
    void without_an_endpoint_and_a_type_there_is_nothing_to_ask() {
        assertThat(CatalogText.catalog("services: {a: {health_endpoint: null, health_check_type: null}}")
                        .service("a")
                        .health())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    health_endpoint: pg_isready                                | it is not clear how to ask "pg_isready"; add health_check_type
                    health_check_type: http                                    | the check "http" needs a health_endpoint, as http://localhost:8080/
                    health_endpoint: ftp://x/, health_check_type: https        | the check "https" needs a URL that begins with https://, or a path
                    health_endpoint: "http://:80 x", health_check_type: http   | the check "http" needs a URL that begins with http://, or a path
                    health_endpoint: /health                                   | the check "http" needs a health_endpoint with a port, or an interface
                    health_endpoint: db, health_check_type: tcp                | the check "tcp" needs a health_endpoint as localhost:5432
                    """)
    void what_cannot_be_asked_is_a_problem(String fields, String message) {
        assertThat(CatalogText.problems("services: {a: {%s}}".formatted(fields)))
                .singleElement()
                .asString()
                .endsWith(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    health_endpoint: https://localhost:8443/, health_check_type: http  | HTTPS | https://localhost:8443/
                    health_endpoint: HTTPS://localhost:8443, health_check_type: http   | HTTPS | HTTPS://localhost:8443
                    health_endpoint: http://localhost:80/, health_check_type: https    | HTTP  | http://localhost:80/
                    health_endpoint: localhost:8080, health_check_type: http           | HTTP  | http://localhost:8080
                    health_endpoint: localhost:8443/up, health_check_type: HTTPS       | HTTPS | https://localhost:8443/up
                    """)
    void a_url_says_more_of_how_to_ask_than_the_type(String fields, HealthCheckType type, String target) {
        assertThat(CatalogText.catalog("services: {a: {%s}}".formatted(fields))
                        .service("a")
                        .health())
                .contains(new HealthEndpoint(type, target));
    }
}
