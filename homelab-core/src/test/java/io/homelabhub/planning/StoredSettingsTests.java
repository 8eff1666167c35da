package io.homelabhub.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.resource.ApiObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredSettingsTests {
    private static List<String> notices(String variable, String mount) {
        return lab(variable, mount).liveVolume("data", "1").plan().notices();
    }

    private static Lab lab(String variable, String mount) {
        return new Lab()
                .volume("data", "1")
                .service("db", "2", spec -> Lab.environment(variable + "=new")
                        .apply(Lab.hostConfig("Binds", List.of(mount)).apply(spec)))
                .prepared()
                .live("db", "db", "1", ContainerState.RUNNING, ApiObject.EMPTY, List.of(variable + "=old"));
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRES_PASSWORD, /var/lib/postgresql/data",
        "POSTGRES_DB, /var/lib/postgresql",
        "POSTGRES_PASSWORD_FILE, /var/lib/postgresql/data",
        "MYSQL_ROOT_PASSWORD, /var/lib/mysql",
        "MARIADB_USER, /var/lib/mysql",
        "MONGO_INITDB_ROOT_PASSWORD, /data/db",
        "DOCKER_INFLUXDB_INIT_PASSWORD, /var/lib/influxdb2",
    })
    void what_a_database_reads_at_its_first_start_only_comes_with_a_notice(String variable, String directory) {
        assertThat(notices(variable, "data:" + directory + ":rw"))
                .containsExactly("db: the database in volume data was set up with the old " + variable
                        + " and does not read it again; change it inside the database as well");
    }

    @ParameterizedTest
    @CsvSource({
        "REDISCLI_AUTH, /data",
        "MINIO_ROOT_PASSWORD, /data",
        "MARIADB_AUTO_UPGRADE, /var/lib/mysql",
        "POSTGRES_LOG_LEVEL, /var/lib/postgresql/data",
    })
    void what_is_read_at_every_start_does_not(String variable, String directory) {
        assertThat(notices(variable, "data:" + directory + ":rw")).isEmpty();
    }

    @Test
    void nor_does_a_client_of_a_database() {
        assertThat(notices("POSTGRES_PASSWORD", "data:/app/uploads:rw")).isEmpty();
    }

    @Test
    void a_folder_of_the_host_keeps_what_is_stored_as_a_volume_does() {
        assertThat(notices("POSTGRES_PASSWORD", "/srv/db:/var/lib/postgresql/data:rw"))
                .singleElement()
                .asString()
                .startsWith("db: the database in folder /srv/db was set up");
    }

    @Test
    void a_volume_that_is_made_now_has_nothing_stored() {
        assertThat(lab("POSTGRES_PASSWORD", "data:/var/lib/postgresql/data:rw")
                        .plan()
                        .notices())
                .isEmpty();
    }

    @Test
    void so_has_one_that_is_made_anew() {
        DeployOptions allowed = DeployOptions.DEFAULT.withAllowDataLoss(Set.of("data"));

        assertThat(lab("POSTGRES_PASSWORD", "data:/var/lib/postgresql/data:rw")
                        .liveVolume("data", "0")
                        .plan(allowed)
                        .notices())
                .isEmpty();
    }
}
