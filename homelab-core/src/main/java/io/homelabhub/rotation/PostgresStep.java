package io.homelabhub.rotation;

import io.homelabhub.rotation.ContainerShell.Answer;

/**
 * A PostgreSQL server, which reads the password of its environment only when it is set up. The role is the one that it was set up with.
 * The statement is kept out of the server's log.
 *
 * @param service the server's
 */
record PostgresStep(String service) implements ServiceStep {
    private static final String LOGIN = """
            IFS= read -r PGPASSWORD
            PGUSER=${POSTGRES_USER:-postgres}
            PGDATABASE=${POSTGRES_DB:-$PGUSER}
            export PGUSER PGDATABASE PGPASSWORD
            """;

    /** By the socket in the container. */
    private static final String CHANGE = LOGIN + """
            exec psql -XqAt -v ON_ERROR_STOP=1
            """;

    /** By the network, where a password is asked for, and not from the container itself, which many trust. */
    private static final String CHECK = LOGIN + """
            IFS= read -r host </etc/hostname
            exec psql -XqAt -w -h "$host" -c 'SELECT 1'
            """;

    private static final String SILENTLY = """
            SELECT rolsuper AS super FROM pg_roles WHERE rolname = current_user \\gset
            \\if :super
            SET log_statement = 'none';
            SET log_min_duration_statement = -1;
            SET log_min_error_statement = 'panic';
            \\endif
            SET standard_conforming_strings = on;
            """;

    @Override
    public String describe() {
        return service + ": ALTER ROLE, for the role that it was set up with";
    }

    @Override
    public void change(ContainerShell shell, Change change) {
        String sql =
                SILENTLY + "ALTER ROLE CURRENT_USER PASSWORD '" + change.to().replace("'", "''") + "';\n";
        Answer answer = shell.run(service, CHANGE, change.from() + "\n" + sql);
        if (!answer.isSuccess()) { // it may be that it has the new one already, and asks for it here as well
            answer = shell.run(service, CHANGE, change.to() + "\n" + sql);
        }
        if (!answer.isSuccess()) {
            throw shell.failure("changing the password in " + service, answer);
        }
    }

    @Override
    public void check(ContainerShell shell, String value) {
        Answer answer = shell.run(service, CHECK, value + "\n");
        if (!answer.isSuccess()) {
            throw shell.failure("connecting to " + service + " with the password", answer);
        }
    }
}
