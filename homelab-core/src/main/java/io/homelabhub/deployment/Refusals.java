package io.homelabhub.deployment;

import io.homelabhub.failure.Remedy;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a plan refuses, why, and what to do about it, in sentences. */
final class Refusals {
    /** @param where as {@code on server-b}; empty where there is one host only */
    private record Refused(String where, Change change) {}

    private final List<Refused> refused;

    Refusals(Plan plan) {
        this.refused = of("", plan);
    }

    /** @param plans by the host that each is for */
    Refusals(Map<String, Plan> plans) {
        this.refused = plans.entrySet().stream()
                .flatMap(host -> of(" on " + host.getKey(), host.getValue()).stream())
                .toList();
    }

    private static List<Refused> of(String where, Plan plan) {
        return plan.changes().stream()
                .filter(change -> change.verdict() == Verdict.REFUSE)
                .map(change -> new Refused(where, change))
                .toList();
    }

    /** {@code postgres is needed by discord-bot; volume homelab_db on server-b would lose its data}. */
    String reasons() {
        return refused.stream()
                .map(one -> one.change.resource().spoken()
                        + one.where
                        + " "
                        + one.change.causes().stream().map(Refusals::reason).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }

    /** Each thing that can be done once, in the order of what is refused. */
    List<Remedy> remedies() {
        return refused.stream()
                .map(Refused::change)
                .flatMap(change -> change.causes().stream().map(cause -> remedy(change.resource(), cause)))
                .distinct()
                .toList();
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

    private static Remedy remedy(ResourceId resource, Cause cause) {
        return switch (cause.kind()) {
            case NEEDED_BY -> needed(resource, cause.subject());
            case DATA_LOSS, CONFIGURATION_CHANGED ->
                new Remedy(Remedy.Kind.ALLOW_DATA_LOSS, resource.name(), resource.spoken());
            case LENDER_MISSING -> Remedy.of(Remedy.Kind.TAKE_LENDER, "");
            case CANNOT_GO_BACK -> Remedy.of(Remedy.Kind.SHOW_HISTORY, "");
            default -> new Remedy(Remedy.Kind.ADVICE, "", advice(resource, cause));
        };
    }

    private static String advice(ResourceId resource, Cause cause) {
        return switch (cause.kind()) {
            case PORT_TAKEN -> "Stop what has the port, or publish another port.";
            case ADDRESS_TAKEN -> "Stop the container that has the address, or choose another one.";
            case NAME_TAKEN ->
                resource.kind() == ResourceId.Kind.SERVICE
                        ? "Remove or rename what has that name, or choose another one."
                        : "Leave " + resource.spoken() + " out; it is not this project's.";
            case CANNOT_BUILD -> "Build from a folder of this machine, or make an image of that name by other means.";
            case NO_HEALTH_TEST -> "Give service " + cause.subject() + " a healthcheck, or wait for service_started.";
            case ENGINE_TOO_OLD -> "Upgrade the engine, or remove that key.";
            default -> "Create " + resource.spoken() + ", or correct its name.";
        };
    }

    private static Remedy needed(ResourceId resource, String users) {
        return switch (resource.kind()) {
            case NETWORK ->
                new Remedy(
                        Remedy.Kind.ADVICE, "", "Stop " + users + ", or disconnect it from " + resource.spoken() + ".");
            case VOLUME ->
                new Remedy(
                        Remedy.Kind.ADVICE, "", "Undeploy " + users + " as well, or keep " + resource.spoken() + ".");
            default -> Remedy.of(Remedy.Kind.TAKE_DEPENDANTS, "");
        };
    }
}
