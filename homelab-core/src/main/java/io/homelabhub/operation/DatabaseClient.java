package io.homelabhub.operation;

import io.homelabhub.engine.ExecRequest;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.spelling.ImageName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The clients that images of databases have in them, each opened as whom the container was set up for. What is secret is read by a
 * shell in the container from its own environment and handed on by environment: it is no argument of any process, here or there.
 */
public enum DatabaseClient {
    /** Source: "Environment Variables" at hub.docker.com/_/postgres, and in the documentation of libpq. */
    PSQL("postgres|postgis|timescaledb|pgvector", Set.of("PGDATA"), """
            PGUSER=${POSTGRES_USER:-postgres}
            PGDATABASE=${POSTGRES_DB:-$PGUSER}
            PGPASSWORD=$POSTGRES_PASSWORD
            [ -z "$POSTGRES_PASSWORD_FILE" ] || PGPASSWORD=$(cat "$POSTGRES_PASSWORD_FILE")
            export PGUSER PGDATABASE PGPASSWORD
            """, """
            exec psql "$@"
            """),
    /** Source: hub.docker.com/_/mysql and hub.docker.com/_/mariadb. The older variable is read by newer clients as well. */
    MYSQL("mysql|mariadb|percona", Set.of("MYSQL_VERSION", "MARIADB_VERSION"), """
            user=root
            MYSQL_PWD=${MARIADB_ROOT_PASSWORD:-$MYSQL_ROOT_PASSWORD}
            file=${MARIADB_ROOT_PASSWORD_FILE:-$MYSQL_ROOT_PASSWORD_FILE}
            [ -z "$file" ] || MYSQL_PWD=$(cat "$file")
            if [ -z "$MYSQL_PWD" ] && [ -n "${MARIADB_USER:-$MYSQL_USER}" ]; then
              user=${MARIADB_USER:-$MYSQL_USER}
              MYSQL_PWD=${MARIADB_PASSWORD:-$MYSQL_PASSWORD}
            fi
            export MYSQL_PWD
            """, """
            database=${MARIADB_DATABASE:-$MYSQL_DATABASE}
            client=$(command -v mariadb || echo mysql)
            exec "$client" --user="$user" ${database:+--database="$database"} "$@"
            """),
    /** Source: redis-cli --help, "REDISCLI_AUTH". */
    REDIS("redis|valkey|keydb", Set.of("REDIS_VERSION", "VALKEY_VERSION"), """
            : "${REDISCLI_AUTH:=$REDIS_PASSWORD}"
            [ -z "$REDISCLI_AUTH" ] && unset REDISCLI_AUTH || export REDISCLI_AUTH
            client=$(command -v redis-cli || command -v valkey-cli || echo keydb-cli)
            """, """
            exec "$client" "$@"
            """),
    /** Source: hub.docker.com/_/mongo; the shell reads the environment of its own process. */
    MONGO("mongo|mongodb", Set.of("MONGO_VERSION"), """
            [ -z "$MONGO_INITDB_ROOT_PASSWORD_FILE" ] || \\
              export MONGO_INITDB_ROOT_PASSWORD=$(cat "$MONGO_INITDB_ROOT_PASSWORD_FILE")
            """, """
            [ -n "$MONGO_INITDB_ROOT_USERNAME" ] || exec mongosh "$@"
            exec mongosh --nodb --shell --eval 'db = connect("mongodb://" +
              encodeURIComponent(process.env.MONGO_INITDB_ROOT_USERNAME) + ":" +
              encodeURIComponent(process.env.MONGO_INITDB_ROOT_PASSWORD) + "@localhost/" +
              (process.env.MONGO_INITDB_DATABASE || "admin") + "?authSource=admin")' "$@"
            """);

    private static final Pattern REQUIRE_PASS =
            Pattern.compile("(?:^|\\s)--requirepass[\\s=]+(?:\"([^\"]+)\"|'([^']+)'|(\\S+))");

    private final Pattern images;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<String> variables;

    private final String login;
    private final String client;

    /**
     * @param login shell lines that put into the environment who it is
     * @param client shell lines that then open the client
     */
    DatabaseClient(String images, Set<String> variables, String login, String client) {
        this.images = Pattern.compile("(?:^|[/_-])(?:" + images + ")(?:$|[_-])");
        this.variables = variables;
        this.login = login;
        this.client = client;
    }

    /** That of a container's database; empty if it is not known to be one. The container is inspected. */
    public static Optional<DatabaseClient> of(ObservedContainer container) {
        ApiObject config = container.inspection().orElse(ApiObject.EMPTY).object("Config");
        String image = ImageName.parse(config.string("Image").orElse(container.image()))
                .familiarRepository();
        return Stream.of(values())
                .filter(client -> client.images.matcher(image).find())
                .findFirst()
                .or(() -> Stream.of(values())
                        .filter(client -> config.strings("Env").stream()
                                .anyMatch(variable -> client.variables.contains(variable.split("=", 2)[0])))
                        .findFirst());
    }

    /** What is run to open it. */
    ExecRequest opening(ObservedContainer container, List<String> arguments) {
        return shell(container, name().toLowerCase(Locale.ROOT), client, arguments);
    }

    /**
     * What runs shell lines as whom the client is opened: with the variables that the client reads.
     *
     * @param name what the shell is called, its {@code $0}
     * @param lines for a POSIX shell of the container
     * @param arguments its {@code $1} and on; nothing that is secret
     */
    public ExecRequest shell(ObservedContainer container, String name, String lines, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", login + lines, name));
        command.addAll(arguments);
        return ExecRequest.of(command).withEnvironment(password(container));
    }

    /** A server that was given its password as an argument has it nowhere else. */
    private Map<String, String> password(ObservedContainer container) {
        ApiObject config = container.inspection().orElse(ApiObject.EMPTY).object("Config");
        String words = String.join(
                " ",
                Stream.concat(config.strings("Entrypoint").stream(), config.strings("Cmd").stream())
                        .toList());
        Matcher given = REQUIRE_PASS.matcher(words);
        boolean expanded = given.find() && !given.group().contains("$");
        return this == REDIS && expanded
                ? Map.of(
                        "REDISCLI_AUTH",
                        Stream.of(given.group(1), given.group(2), given.group(3))
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(""))
                : Map.of();
    }
}
