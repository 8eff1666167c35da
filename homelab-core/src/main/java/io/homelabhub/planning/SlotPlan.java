package io.homelabhub.planning;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is done at the place of one container.
 *
 * @param kind the way it is done
 * @param wanted the container that shall be there
 * @param decision why
 * @param held who holds the place now; empty for CREATE
 * @param previously for FINISH: who held it before
 * @param leftovers what interrupted runs left here, to be removed first
 * @param surplus others of the same number, to be removed last
 */
record SlotPlan(
        Kind kind,
        ContainerSpec wanted,
        Decision decision,
        Optional<ObservedContainer> held,
        Optional<ObservedContainer> previously,
        List<ObservedContainer> leftovers,
        List<ObservedContainer> surplus) {
    /** The ways there are. */
    enum Kind {
        KEEP,
        CREATE,
        START,
        RENAME_AND_START,
        RESTART,
        SIGNAL,
        UPDATE,
        REPLACE,
        /** Takes up a replacement that was interrupted after the old container was put aside. */
        FINISH;

        boolean creates() {
            return this == CREATE || this == REPLACE;
        }

        boolean starts() {
            return this != KEEP && this != UPDATE && this != SIGNAL;
        }
    }

    /** @param decide judges a container that is there */
    static SlotPlan of(ContainerSpec wanted, Slot slot, Function<ObservedContainer, Decision> decide) {
        List<ObservedContainer> leftovers = new ArrayList<>();
        if (slot.next().isPresent()) {
            if (slot.current().isEmpty() && slot.previous().isEmpty()) {
                Decision decision = decide.apply(slot.next().get());
                if (decision.verdict() != Verdict.RECREATE) {
                    return new SlotPlan(
                            Kind.RENAME_AND_START,
                            wanted,
                            leftOver(decision),
                            slot.next(),
                            Optional.empty(),
                            List.of(),
                            slot.surplus());
                }
            }
            leftovers.add(slot.next().get());
        }
        return withoutNext(wanted, slot, decide, leftovers);
    }

    private static SlotPlan withoutNext(
            ContainerSpec wanted,
            Slot slot,
            Function<ObservedContainer, Decision> decide,
            List<ObservedContainer> leftovers) {
        Optional<ObservedContainer> holder = slot.current().or(slot::previous);
        if (holder.isEmpty()) {
            Decision create = Decision.of(Verdict.CREATE, Cause.of(Cause.Kind.NOT_FOUND));
            return new SlotPlan(Kind.CREATE, wanted, create, holder, Optional.empty(), leftovers, slot.surplus());
        }
        Decision judged = decide.apply(holder.get());
        boolean interrupted = !leftovers.isEmpty()
                || slot.current().isEmpty()
                || slot.previous().isPresent();
        Decision decision = interrupted ? judged.certain() : judged;
        boolean replaced = decision.verdict() == Verdict.RECREATE;
        if (slot.current().isPresent() && slot.previous().isPresent()) {
            if (!replaced) {
                return new SlotPlan(
                        Kind.FINISH,
                        wanted,
                        leftOver(judged),
                        slot.current(),
                        slot.previous(),
                        leftovers,
                        slot.surplus());
            }
            leftovers.add(slot.current().get());
            return new SlotPlan(
                    Kind.REPLACE, wanted, decision, slot.previous(), Optional.empty(), leftovers, slot.surplus());
        }
        if (slot.current().isEmpty() && !replaced) {
            return new SlotPlan(
                    Kind.RENAME_AND_START,
                    wanted,
                    leftOver(judged),
                    holder,
                    Optional.empty(),
                    leftovers,
                    slot.surplus());
        }
        return new SlotPlan(
                kind(decision.verdict()), wanted, decision, holder, Optional.empty(), leftovers, slot.surplus());
    }

    /** What differs and can be changed where it is differs in what an interrupted run has left, too. */
    private static Decision leftOver(Decision judged) {
        Decision start = Decision.of(Verdict.START, Cause.of(Cause.Kind.LEFT_OVER));
        return judged.updates().isEmpty()
                ? start
                : start.after(
                        judged.updates(),
                        judged.causes().stream()
                                .filter(cause -> !cause.differences().isEmpty())
                                .toList());
    }

    private static Kind kind(Verdict verdict) {
        return switch (verdict) {
            case KEEP -> Kind.KEEP;
            case START -> Kind.START;
            case UPDATE -> Kind.UPDATE;
            case RESTART -> Kind.RESTART;
            case SIGNAL -> Kind.SIGNAL;
            case RECREATE -> Kind.REPLACE;
            default -> throw new IllegalStateException("no way to " + verdict + " a container");
        };
    }

    /** Whether the container that is there may go on without having been started or signalled. */
    boolean mayStay() {
        return kind == Kind.KEEP || kind == Kind.UPDATE || !decision.onlyIf().isEmpty();
    }

    /** Whether the container that is there runs, and runs on. */
    boolean isServing() {
        boolean ends = kind == Kind.REPLACE || kind == Kind.RESTART;
        return !ends && held.filter(live -> live.state().isUp()).isPresent();
    }

    /** Whether a container with one image takes, or may take, the place of one with another. */
    boolean changesImage() {
        if (kind == Kind.FINISH) {
            return !parked().imageId().equals(holder().imageId());
        }
        return kind == Kind.REPLACE
                && decision.causes().stream()
                        .anyMatch(cause -> cause.kind() == Cause.Kind.IMAGE_CHANGED
                                || cause.kind() == Cause.Kind.IMAGE_MAY_CHANGE);
    }

    /** Who goes, of those whose place another takes. */
    ObservedContainer replaced() {
        return kind == Kind.FINISH ? parked() : holder();
    }

    /** Who holds the place now. */
    ObservedContainer holder() {
        return held.orElseThrow();
    }

    /** Who held it before. */
    ObservedContainer parked() {
        return previously.orElseThrow();
    }

    /** The service of the container. */
    String service() {
        return wanted.labels().getOrDefault(ComposeLabels.SERVICE, "");
    }
}
