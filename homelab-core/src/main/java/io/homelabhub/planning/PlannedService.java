package io.homelabhub.planning;

import io.homelabhub.planning.StepDrafts.Draft;
import java.util.ArrayList;
import java.util.List;

/** The steps of one service that other services have to do with. */
final class PlannedService {
    /** One without steps. */
    static final PlannedService NONE = new PlannedService();

    private final List<Draft> starts = new ArrayList<>();
    private final List<Draft> started = new ArrayList<>();
    private final List<Draft> rejoins = new ArrayList<>();
    private final List<Draft> awaits = new ArrayList<>();
    private final List<Draft> stops = new ArrayList<>();
    private final List<Draft> lateStops = new ArrayList<>();
    private final List<Draft> commits = new ArrayList<>();

    /** Where a container of the service starts. */
    List<Draft> starts() {
        return starts;
    }

    /** Where it has been started, and all that is run in it right after that. */
    List<Draft> started() {
        return started;
    }

    /** Where one that runs joins a network anew. */
    List<Draft> rejoins() {
        return rejoins;
    }

    /** Where it is waited for. */
    List<Draft> awaits() {
        return awaits;
    }

    /** Where a container that runs now is stopped. */
    List<Draft> stops() {
        return stops;
    }

    /** Those of them that come after the start of what stays: until then, two answer for the service. */
    List<Draft> lateStops() {
        return lateStops;
    }

    /** What cannot be taken back, and so comes last. */
    List<Draft> commits() {
        return commits;
    }
}
