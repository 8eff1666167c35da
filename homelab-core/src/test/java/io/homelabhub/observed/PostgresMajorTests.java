package io.homelabhub.observed;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.resource.ApiObject;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresMajorTests {
    @ParameterizedTest
    @CsvSource({
        "postgres:17-alpine, 17",
        "postgres:16.4, 16",
        "postgis/postgis:15-3.4, 15",
        "pgvector/pgvector:pg17, 17",
        "timescale/timescaledb:2.14.2-pg16, 16",
        "registry.local:5000/mirror/postgres:18, 18",
        "postgres:latest, -1",
        "postgres, -1",
        "postgres:alpine3.20, -1",
        "timescale/timescaledb:2.14.2, -1",
        "redis:7-alpine, -1",
    })
    void a_tag_tells_it_where_it_is_the_version_of_the_server(String reference, int major) {
        assertThat(PostgresMajor.ofReference(reference).orElse(-1)).isEqualTo(major);
    }

    @Test
    void the_variable_of_the_public_image_tells_it() {
        assertThat(PostgresMajor.ofConfig(ApiObject.of(Map.of("Env", List.of("PGDATA=/x", "PG_MAJOR=17")))))
                .isEqualTo(OptionalInt.of(17));
        assertThat(PostgresMajor.ofConfig(ApiObject.of(Map.of("Env", List.of("PG_MAJOR=devel")))))
                .isEmpty();
    }
}
