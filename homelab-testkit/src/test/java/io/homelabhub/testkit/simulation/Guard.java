package io.homelabhub.testkit.simulation;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.testkit.engine.Call;
import io.homelabhub.testkit.engine.Verb;
import io.homelabhub.testkit.simulation.World.Mark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks at every action when it is about to be carried out: whatever goes wrong, no run may even ask for what would lose
 * something.
 */
final class Guard {
    private final Stage stage;
    private final Revision revision;
    private final Run run;
    private final Truth truth;
    private final List<Violation> found = new ArrayList<>();
    /** Those of the first revision, by id, as they were when the run was planned. */
    private final Map<String, ObservedContainer> old = new HashMap<>();

    private final Set<String> volumes;

    Guard(Stage stage, Revision revision, Run run, List<ObservedContainer> old) {
        this.stage = stage;
        this.revision = revision;
        this.run = run;
        this.truth = new Truth(stage, revision);
        this.volumes = stage.engine.volumes().stream().map(ObservedVolume::name).collect(Collectors.toSet());
        old.forEach(container -> this.old.put(container.id(), container));
    }

    void check(Call call) {
        if (!Collections.disjoint(call.names(), Stage.STRANGERS)) {
            found.add(new Violation(4, call + " touches what belongs to others"));
        }
        switch (call.verb()) {
            case REMOVE_VOLUME -> requireMadeByThisRun(call);
            case START_CONTAINER -> requireReadyNeeds(call);
            case STOP_CONTAINER, REMOVE_CONTAINER -> requireSuccessor(call);
            default -> {}
        }
        requireLedToTheReady();
        olds(call)
                .filter(this::staysAsItIs)
                .filter(container -> !hasEngineEnded(call, container))
                .forEach(container -> found.add(new Violation(12, call + " without need")));
    }

    /** Whether a volume holds nothing but what its labels say of an image. */
    static boolean isRecord(String volume) {
        return volume.startsWith("homelab-history-");
    }

    /** Only what a run has made may it take back; a record of images holds no data. */
    private void requireMadeByThisRun(Call call) {
        boolean remade = revision.services().stream()
                .filter(revision::isRemade)
                .map(Revision::volumeName)
                .anyMatch(call.names()::contains);
        boolean record = call.names().stream().allMatch(Guard::isRecord);
        if (!remade && !record && (!run.isTakingBack() || !Collections.disjoint(call.names(), volumes))) {
            found.add(new Violation(5, call + " without consent"));
        }
    }

    /** What the engine has ended by being restarted is started again. */
    private boolean hasEngineEnded(Call call, ObservedContainer container) {
        return call.verb() == Verb.START_CONTAINER
                && stage.world.trouble().kind().isOfEngine()
                && stage.engine.container(container.id()).state() != ContainerState.RUNNING;
    }

    /** What has run already, and the engine ended itself, comes back as soon as the engine does. */
    private boolean bringsBack(Call call) {
        return stage.world.trouble().kind().isOfEngine()
                && stage.containers().stream()
                        .filter(container -> call.names().contains(container.id())
                                || call.names().contains(container.name()))
                        .anyMatch(container ->
                                !Life.of(stage.engine, container.id()).isEmpty());
    }

    private void requireReadyNeeds(Call call) {
        if (run.isTakingBack() || bringsBack(call)) {
            return;
        }
        for (Service service : revision.services()) {
            if (call.names().contains(service.name())) {
                service.needs().stream()
                        .filter(need -> !Service.isOptional(need))
                        .flatMap(need -> revision.service(need).stream())
                        .filter(needed -> !truth.hasBecomeReady(needed, run.began(), run.askedToStart(service.name())))
                        .forEach(needed -> found.add(new Violation(
                                2, service.name() + " was started before " + needed.name() + " was ready")));
            }
        }
    }

    private void requireLedToTheReady() {
        if (!run.isTakingBack()) {
            revision.services().stream()
                    .filter(service -> revision.isReplaced(service) && revision.canRunBesideOld(service))
                    .forEach(this::requireLedToTheReady);
        }
    }

    private void requireLedToTheReady(Service service) {
        List<ObservedContainer> led = stage.engine.answering(Revision.NETWORK, service.name()).stream()
                .map(stage.engine::container)
                .toList();
        led.stream()
                .filter(successor -> !old.containsKey(successor.id()))
                .filter(successor -> led.stream().anyMatch(container -> isServingInPlaceOf(container, successor)))
                .filter(successor -> !truth.wasEverReady(service, successor))
                .forEach(successor -> found.add(
                        new Violation(14, service.name() + " leads to " + successor.name() + ", which is not ready")));
    }

    private boolean isServingInPlaceOf(ObservedContainer container, ObservedContainer successor) {
        return old.containsKey(container.id())
                && old.get(container.id()).state() == ContainerState.RUNNING
                && isOwnName(
                        revision.service(container.label(ComposeLabels.SERVICE).orElse(""))
                                .orElseThrow(),
                        container.name())
                && container
                        .label(ComposeLabels.CONTAINER_NUMBER)
                        .equals(successor.label(ComposeLabels.CONTAINER_NUMBER));
    }

    private Stream<ObservedContainer> olds(Call call) {
        return call.names().stream().flatMap(name -> Stream.ofNullable(old.get(name)));
    }

    /** Whether it is as it shall be, and has been left alone by people. */
    private boolean staysAsItIs(ObservedContainer container) {
        return container
                .label(ComposeLabels.SERVICE)
                .flatMap(revision::service)
                .filter(service -> isToServe(service, container) && !revision.isReplaced(service))
                .filter(service -> !revision.kind(service).ends())
                .filter(service -> !isUpset(service) && !isLentByTheUpset(service))
                .isPresent();
    }

    /** Who lives in a container that goes has to go with it, and so have those that live in that one. */
    private boolean isLentByTheUpset(Service service) {
        Optional<Service> lender = revision.lender(service);
        return lender.filter(one -> isUpset(one) || isLentByTheUpset(one)).isPresent();
    }

    private boolean isUpset(Service service) {
        return revision.world().is(Mark.LOOPING, service)
                || revision.world().upsets().stream()
                        .anyMatch(upset -> upset.service().equals(service.name()));
    }

    private void requireSuccessor(Call call) {
        olds(call).forEach(container -> requireSuccessor(call, container));
    }

    /** What is there stays until another has served in its place, and goes on serving where both can at once. */
    private void requireSuccessor(Call call, ObservedContainer container) {
        Optional<Service> described = container.label(ComposeLabels.SERVICE).flatMap(revision::service);
        if (described.isEmpty()) {
            found.add(new Violation(4, call + " touches what nothing describes"));
        }
        described
                .filter(service -> isToServe(service, container) && !revision.isMadeAgain(service))
                .filter(service -> call.verb() == Verb.REMOVE_CONTAINER || isReplacedBeside(service, container))
                .filter(service -> !truth.hasSuccessor(service, container))
                .ifPresent(service -> found.add(new Violation(
                        6, call + " though nothing else has served in the place of " + container.name())));
    }

    private boolean isToServe(Service service, ObservedContainer container) {
        int number =
                Integer.parseInt(container.label(ComposeLabels.CONTAINER_NUMBER).orElse("1"));
        return !revision.world().is(Mark.UNDEPLOYED, service) && number <= revision.copies(service);
    }

    private boolean isReplacedBeside(Service service, ObservedContainer container) {
        boolean inPlace = container.state() == ContainerState.RUNNING && isOwnName(service, container.name());
        return revision.isReplaced(service) && inPlace && revision.canRunBesideOld(service);
    }

    private boolean isOwnName(Service service, String name) {
        return revision.containerNames(service).contains(name);
    }

    void requireKept() {
        found.stream().findFirst().ifPresent(violation -> {
            throw new ViolationFound(violation);
        });
    }
}
