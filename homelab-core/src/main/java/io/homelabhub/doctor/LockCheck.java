package io.homelabhub.doctor;

import java.util.List;

/** Whether somebody deploys the project at present, or has left its lock behind. */
final class LockCheck implements Check {
    private static final String NAME = "lock";

    @Override
    public List<Finding> look(Circumstances circumstances) {
        String project = circumstances.files().orElseThrow().definition().project();
        return circumstances
                .engine()
                .orElseThrow()
                .open()
                .engine()
                .lockHolder(project)
                .map(holder -> List.of(Finding.warning(
                        NAME,
                        "the project is locked by " + holder.text(circumstances.now()),
                        "homelab lock release   # only if that run is gone")))
                .orElseGet(List::of);
    }
}
