package io.homelabhub.deployment;

import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ResourceId;
import java.util.List;
import java.util.stream.Collectors;

/** What a plan refuses, why, and what to do about it, in sentences. */
final class Refusals {
    private final List<Change> refused;

    Refusals(Plan plan) {
        this.refused = plan.changes().stream()
                .filter(change -> change.verdict() == Verdict.REFUSE)
                .toList();
    }

    /** {@code postgres is needed by discord-bot; volume homelab_db would lose its data}. */
    String reasons() {
        return refused.stream()
                .map(change -> change.resource().spoken()
                        + " "
                        + change.causes().stream().map(Refusals::reason).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }

    /** One sentence for each thing that can be done, in the order of what is refused. */
    String remedies() {
        return refused.stream()
                .flatMap(change -> change.causes().stream().map(cause -> remedy(change.resource(), cause)))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static String reason(Cause cause) {
        String subject = cause.subject();
        return switch (cause.kind()) {
            case NEEDED_BY -> "is needed by " + subject;
            case DATA_LOSS -> "would lose its data";
            case CONFIGURATION_CHANGED -> "as its configuration has changed";
            case PORT_TAKEN -> "needs a port that is taken by " + subject;
            case ADDRESS_TAKEN -> "needs an address that is taken by " + subject;
            case NAME_TAKEN -> "has a name that is taken by " + subject;
            case NOT_FOUND -> "does not exist" + (subject.isEmpty() ? "" : " (" + subject + ")");
            case NO_HEALTH_TEST -> "waits until " + subject + " is healthy, which has no health test";
            case ENGINE_TOO_OLD -> "needs a newer engine: " + subject;
            default -> subject.isEmpty() ? cause.kind().text() : cause.kind().text() + " " + subject;
        };
    }

    private static String remedy(ResourceId resource, Cause cause) {
        return switch (cause.kind()) {
            case NEEDED_BY -> needed(resource, cause.subject());
            case DATA_LOSS, CONFIGURATION_CHANGED ->
                "Back up " + resource.spoken() + ", then add --allow-data-loss " + resource.name() + ".";
            case PORT_TAKEN -> "Stop what has the port, or publish another port.";
            case ADDRESS_TAKEN -> "Stop the container that has the address, or choose another one.";
            case NAME_TAKEN ->
                resource.kind() == ResourceId.Kind.SERVICE
                        ? "Remove or rename what has that name, or choose another one."
                        : "Leave " + resource.spoken() + " out; it is not this project's.";
            case LENDER_MISSING ->
                "Deploy the service that it belongs to as well (leave out --no-deps), start it, or correct its name.";
            case CANNOT_BUILD -> "Build from a folder of this machine, or make an image of that name by other means.";
            case NO_HEALTH_TEST -> "Give service " + cause.subject() + " a healthcheck, or wait for service_started.";
            case CANNOT_GO_BACK -> "`homelab history` lists what is remembered.";
            case ENGINE_TOO_OLD -> "Upgrade the engine, or remove that key.";
            default -> "Create " + resource.spoken() + ", or correct its name.";
        };
    }

    private static String needed(ResourceId resource, String users) {
        return switch (resource.kind()) {
            case NETWORK -> "Stop " + users + ", or disconnect it from " + resource.spoken() + ".";
            case VOLUME -> "Undeploy " + users + " as well, or keep " + resource.spoken() + ".";
            default -> "Add --with-dependents to remove what needs it as well.";
        };
    }
}
