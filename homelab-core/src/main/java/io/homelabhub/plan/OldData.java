package io.homelabhub.plan;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A volume that was there before the plan, with a database in it. The database goes on with what it was set up with, a password
 * say, whatever the container's variables say now.
 *
 * @param service the database
 * @param volume the engine's name of the volume
 * @param variables what the database reads only when it is set up, as {@code POSTGRES_PASSWORD}
 * @param created whether the container is still to be made
 * @param dependants the services that need the database, directly or not
 * @param cure a command that sets the new password in the database; empty if there is none
 */
public record OldData(
        String service, String volume, List<String> variables, boolean created, Set<String> dependants, String cure) {
    public OldData {
        variables = List.copyOf(variables);
        dependants = Set.copyOf(new TreeSet<>(dependants));
    }

    /** What the matter is, as one sentence without a full stop. */
    public String problem() {
        String kept = " keeps the " + String.join(", ", variables) + " that it was set up with";
        return created
                ? "volume " + volume + " was there before " + service + ", so the database in it" + kept
                : "the database in volume " + volume + kept + ", whatever is set now";
    }

    /** What to do about it. */
    public String remedy() {
        String back = "Put the old " + (variables.size() == 1 ? "value" : "values") + " back";
        return cure.isEmpty()
                ? back + ", or change them inside the database."
                : back + ", or set the new password inside the database: " + cure;
    }
}
