package io.homelabhub.planning;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Images that read some variables only while they set up an empty data directory, by that directory. Going by the directory
 * rather than the image's name takes in images made from these, and leaves out clients that carry the same variables.
 *
 * <p>Not here: Redis, MinIO and others that read theirs at every start. {@code MARIADB_AUTO_UPGRADE} is read at every start too.
 *
 * @param dataDirectory where it keeps its data
 * @param readOnce the variables that it reads only when that is empty
 * @param change what sets the password of its variables in the database, typed to a shell in the container; empty where that asks
 *     for the old password
 */
record DatabaseImage(String dataDirectory, Set<String> readOnce, String change) {
    /** How a variable ends that names the file which holds the value. */
    static final String IN_A_FILE = "_FILE";

    /**
     * Source: "Environment Variables" and "Initialization scripts" at hub.docker.com/_/postgres; connections from inside the
     * container are trusted.
     */
    private static final DatabaseImage POSTGRES = new DatabaseImage(
            "/var/lib/postgresql",
            Set.of(
                    "POSTGRES_USER",
                    "POSTGRES_PASSWORD",
                    "POSTGRES_DB",
                    "POSTGRES_INITDB_ARGS",
                    "POSTGRES_HOST_AUTH_METHOD"),
            "echo \"ALTER USER CURRENT_USER PASSWORD :'p'\" | psql -U \"${POSTGRES_USER:-postgres}\""
                    + " -v p=\"$POSTGRES_PASSWORD\" postgres");

    /** Source: "Environment Variables" at hub.docker.com/_/mysql and hub.docker.com/_/mariadb, which shares the directory. */
    private static final DatabaseImage MYSQL = new DatabaseImage(
            "/var/lib/mysql",
            Set.of(
                    "MYSQL_ROOT_PASSWORD",
                    "MYSQL_ROOT_HOST",
                    "MYSQL_DATABASE",
                    "MYSQL_USER",
                    "MYSQL_PASSWORD",
                    "MARIADB_ROOT_PASSWORD",
                    "MARIADB_ROOT_PASSWORD_HASH",
                    "MARIADB_ROOT_HOST",
                    "MARIADB_DATABASE",
                    "MARIADB_USER",
                    "MARIADB_PASSWORD",
                    "MARIADB_PASSWORD_HASH"),
            "");

    /** Source: "Environment Variables" at hub.docker.com/_/mongo. */
    private static final DatabaseImage MONGO = new DatabaseImage(
            "/data/db",
            Set.of("MONGO_INITDB_ROOT_USERNAME", "MONGO_INITDB_ROOT_PASSWORD", "MONGO_INITDB_DATABASE"),
            "");

    /** Source: "Automated Setup" at hub.docker.com/_/influxdb. */
    private static final DatabaseImage INFLUXDB = new DatabaseImage(
            "/var/lib/influxdb2",
            Set.of(
                    "DOCKER_INFLUXDB_INIT_USERNAME",
                    "DOCKER_INFLUXDB_INIT_PASSWORD",
                    "DOCKER_INFLUXDB_INIT_ORG",
                    "DOCKER_INFLUXDB_INIT_BUCKET",
                    "DOCKER_INFLUXDB_INIT_RETENTION",
                    "DOCKER_INFLUXDB_INIT_ADMIN_TOKEN"),
            "");

    private static final List<DatabaseImage> ALL = List.of(POSTGRES, MYSQL, MONGO, INFLUXDB);

    /** The image that keeps its data at {@code path} in the container, or above it. */
    static Optional<DatabaseImage> withDataAt(String path) {
        return ALL.stream()
                .filter(image -> (path + "/").startsWith(image.dataDirectory + "/"))
                .findFirst();
    }

    /** The command that sets the new password in the database of {@code container}; empty if there is none. */
    String cure(String container) {
        return change.isEmpty() ? "" : "docker exec " + container + " sh -c '" + change.replace("'", "'\\''") + "'";
    }

    /** Whether {@code variable}, or the one it names a file for, is read at the first start only. */
    boolean readsOnce(String variable) {
        return readOnce.contains(variable.replaceFirst(IN_A_FILE + "$", ""));
    }
}
