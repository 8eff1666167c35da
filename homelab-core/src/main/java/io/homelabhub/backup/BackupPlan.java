package io.homelabhub.backup;

import io.homelabhub.backup.store.Omission;
import io.homelabhub.desired.BackupPolicy.Driver;
import io.homelabhub.desired.BackupPolicy.Quiesce;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a backup would do. Made of what the files and the engine said; nothing has been done.
 *
 * @param project the Compose project
 * @param names what was asked for; none for everything
 * @param folder where the backup's own folder will be made
 * @param databases the servers that are dumped, in order; they go on serving
 * @param groups volumes that are read together while their writers stand still
 * @param missing what should be backed up and cannot be
 * @param notCovered what no backup of this project holds
 */
public record BackupPlan(
        String project,
        List<String> names,
        Path folder,
        List<Server> databases,
        List<Group> groups,
        List<Omission> missing,
        List<Omission> notCovered) {
    /**
     * A database server.
     *
     * @param service its Compose service
     * @param driver POSTGRES or REDIS
     * @param container the id of the container that is asked
     * @param exclude databases that are left out
     * @param before run in it first
     * @param after run in it at the end
     */
    public record Server(
            String service,
            Driver driver,
            String container,
            Set<String> exclude,
            Optional<String> before,
            Optional<String> after) {
        public Server {
            exclude = Set.copyOf(exclude);
        }
    }

    /**
     * A volume.
     *
     * @param name its name on the engine
     * @param service the Compose service that it is backed up for; empty if nothing mounts it
     */
    public record Volume(String name, String service) {}

    /**
     * Volumes that are read in one standstill.
     *
     * @param volumes those
     * @param quiesce how their writers stand still
     * @param writers the Compose services that write to any of them and run now, sorted; all of them stand still
     * @param image what the container is made from through which they are read; it never runs
     * @param before what is run first, by service
     * @param after what is run at the end, by service
     */
    public record Group(
            List<Volume> volumes,
            Quiesce quiesce,
            List<String> writers,
            String image,
            List<Hook> before,
            List<Hook> after) {
        public Group {
            volumes = List.copyOf(volumes);
            writers = List.copyOf(writers);
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /**
     * A line that the shell of a container runs.
     *
     * @param service its Compose service
     * @param container its id
     * @param line what is run
     */
    public record Hook(String service, String container, String line) {}

    public BackupPlan {
        names = List.copyOf(names);
        databases = List.copyOf(databases);
        groups = List.copyOf(groups);
        missing = List.copyOf(missing);
        notCovered = List.copyOf(notCovered);
    }

    /** Whether there is nothing that could be backed up. */
    public boolean isEmpty() {
        return databases.isEmpty() && groups.isEmpty();
    }
}
