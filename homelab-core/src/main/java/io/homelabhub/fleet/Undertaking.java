package io.homelabhub.fleet;

import io.homelabhub.deployment.DeploySites;
import io.homelabhub.deployment.HostPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Something that is done on several hosts at once, under the locks of all of them. */
interface Undertaking {
    /** What was asked for, as {@code deploy bots}. */
    String operation();

    /** How long to wait for somebody else's end, on each host. */
    Duration lockWait();

    /** The hosts that have a part in it. */
    DeploySites sites();

    /**
     * Looks at all of them, and makes the plan of each.
     *
     * @param sessions of all hosts of {@link #sites}
     */
    Planned plan(HostSessions sessions);

    /**
     * What came of the looks.
     *
     * @param plans by host
     * @param notices what the reader should know of all hosts together
     */
    record Planned(Map<String, HostPlan> plans, List<String> notices) {}

    /**
     * What is to be known of hosts that have no part in it, in sentences. They are looked at only before anybody is asked.
     *
     * @param engines of the hosts that have a part, as {@link HostSessions#requireDistinct} has them: one of them is no other under another name
     * @throws io.homelabhub.deployment.PlacementRefusedException if it cannot be done as they are
     */
    List<String> onOthers(Map<String, HostPlan> plans, Set<String> engines);
}
