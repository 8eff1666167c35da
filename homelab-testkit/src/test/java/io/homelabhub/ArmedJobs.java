package io.homelabhub;

import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.resource.VolumeSpec;
import io.homelabhub.testkit.engine.FakeEngine;
import java.util.Map;

/** Jobs as a deploy leaves them, without what else it does. */
final class ArmedJobs {
    private ArmedJobs() {}

    /** Says on an engine that a job of the project {@code lab} runs when it is due. */
    static void arm(FakeEngine engine, String job) {
        engine.set(new Action.CreateVolume(new VolumeSpec(
                "lab." + job + ".armed",
                Map.of(HomelabLabels.PROJECT, "lab", HomelabLabels.JOB_ARMED, job),
                ApiObject.EMPTY)));
    }
}
