package io.homelabhub.doctor;

import io.homelabhub.machine.LocalMachine.Room;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether there is room where an engine of this machine keeps images and volumes. */
final class DiskCheck implements Check {
    private static final String NAME = "disk";
    private static final long LEAST = 512L << 20;
    private static final long LITTLE = 5L << 30;

    @Override
    public List<Finding> look(Circumstances circumstances) {
        Optional<Path> data = circumstances.engine().orElseThrow().host().data();
        Optional<Room> room = data.filter(any -> circumstances.isEngineHere()).flatMap(circumstances.machine()::roomAt);
        return room.map(found -> List.of(finding(data.orElseThrow(), found))).orElseGet(List::of);
    }

    private static Finding finding(Path folder, Room room) {
        String text = ResourceCheck.text(room.usable()) + " of " + ResourceCheck.text(room.total()) + " are free at "
                + folder;
        if (room.usable() < LEAST) {
            return Finding.problem(
                    NAME, "only " + text + ": pulls and databases fail soon", "homelab df", "docker image prune");
        }
        return room.usable() < LITTLE
                ? Finding.warning(NAME, "only " + text, "homelab df", "docker image prune")
                : Finding.ok(NAME, text);
    }
}
