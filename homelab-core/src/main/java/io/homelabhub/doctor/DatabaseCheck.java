package io.homelabhub.doctor;

import io.homelabhub.plan.OldData;
import io.homelabhub.planning.OldVolumes;
import java.util.List;

/** Whether volumes hold databases of an earlier deployment, which have the password of that time. */
final class DatabaseCheck implements Check {
    private static final String NAME = "databases";

    @Override
    public List<Finding> look(Circumstances circumstances) {
        return OldVolumes.of(
                        circumstances.files().orElseThrow().desired(),
                        circumstances.engine().orElseThrow().observed())
                .stream()
                .filter(OldData::created)
                .map(old -> Finding.warning(NAME, old.problem(), "# " + old.remedy()))
                .toList();
    }
}
