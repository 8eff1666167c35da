package io.homelabhub.rotation;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.PlanMaking;
import io.homelabhub.generation.Configuration;
import io.homelabhub.generation.GenerationTarget;
import io.homelabhub.generation.PreparedGeneration;
import io.homelabhub.rotation.RotationException.Kind;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Cancellation;
import io.homelabhub.run.Ending;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.OpenEngine;
import io.homelabhub.session.ProjectLock;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;
import io.homelabhub.sops.age.AgeKeys;
import io.homelabhub.sops.disk.SecretsFile;
import io.homelabhub.sops.disk.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Carries a rotation out. First the services that keep the secret are told the new value, while everybody has the old one; then files and
 * containers get it. What fails is taken back in the same order: a client with the right password finds it in force as early as can be.
 */
final class RotationRun {
    private final Sessions sessions;
    private final HomelabSettings settings;
    private final Rotation rotation;
    private final RotationPlan plan;
    private final List<ServiceStep> steps;
    private final Optional<GenerationTarget> target;
    private final AgeKeys keys;
    private final RotationJournal journal;

    RotationRun(
            Sessions sessions,
            Rotation rotation,
            RotationPlan plan,
            List<ServiceStep> steps,
            Optional<GenerationTarget> target,
            AgeKeys keys) {
        this.sessions = sessions;
        this.settings = sessions.settings();
        this.rotation = rotation;
        this.plan = plan;
        this.steps = List.copyOf(steps);
        this.target = target;
        this.keys = keys;
        this.journal = new RotationJournal(rotation.file());
    }

    void run(Duration lockWait, RotationListener listener, Cancellation cancellation) {
        SecretsFile file = new SecretsFile(rotation.file());
        try (SecretsFile.Held held = file.hold().orElseThrow(this::busy);
                Session session = sessions.open()) {
            if (plan.redeployed().isEmpty()) {
                work(session, held, listener, cancellation);
                return;
            }
            OpenEngine open = session.await();
            String operation = "secrets rotate " + rotation.key();
            Supplier<Boolean> work = () -> {
                work(session, held, listener, cancellation);
                return true;
            };
            boolean unused = ProjectLock.holding(
                            open.engine(),
                            rotation.project(),
                            ProjectLock.holder(settings, operation),
                            lockWait,
                            cancellation::isRequested,
                            settings.timing(),
                            work)
                    .orElseThrow(() -> new RotationException(Kind.CANCELLED, operation + " was cancelled", ""));
        }
    }

    private RotationException busy() {
        return new RotationException(
                Kind.REFUSED, rotation.shown() + " is being edited by another process; nothing was changed", "");
    }

    private void work(Session session, SecretsFile.Held held, RotationListener listener, Cancellation cancellation) {
        Attempt attempt = new Attempt(session, listener);
        if (plan.unfinished()) {
            requireStillUnfinished();
            attempt.takeBack(steps, Kind.TAKEN_BACK, "");
            attempt.tell("the rotation of " + rotation.key() + " that ended half-way was taken back");
            return;
        }
        if (!held.isUnchanged() || !attempt.isInForce(rotation.entry().before())) {
            throw new RotationException(
                    Kind.REFUSED, rotation.shown() + " has changed meanwhile; nothing was changed", "Try again.");
        }
        attempt.requireChecks();
        try {
            attempt.goForward(held, cancellation);
        } catch (RuntimeException | IOException failure) {
            Kind kind = cancellation.isRequested() ? Kind.CANCELLED : Kind.TAKEN_BACK;
            attempt.takeBack(attempt.begun, kind, words(failure));
        }
    }

    /** What was planned while another process was at work may have come to its end since. */
    private void requireStillUnfinished() {
        boolean still;
        try {
            still = journal.read()
                    .filter(entry ->
                            Arrays.equals(entry.after(), rotation.entry().after()))
                    .isPresent();
        } catch (IOException unreadable) {
            still = false;
        }
        if (!still) {
            throw new RotationException(
                    Kind.REFUSED,
                    "the other rotation has come to its end meanwhile; nothing was changed",
                    "Try again.");
        }
    }

    private String words(Exception failure) {
        return rotation.mask().mask(String.valueOf(failure.getMessage()));
    }

    /** One way there, and back if need be. */
    private final class Attempt {
        private final Session session;
        private final RotationListener listener;
        private final List<ServiceStep> begun = new ArrayList<>();
        private boolean goesBack;

        Attempt(Session session, RotationListener listener) {
            this.session = session;
            this.listener = listener;
        }

        /** Somebody who listens and fails keeps nothing from being taken back. */
        void tell(String text) {
            try {
                listener.done(text);
            } catch (RuntimeException deaf) {
                if (!goesBack) {
                    throw deaf;
                }
            }
        }

        private ContainerShell shell() {
            return new ContainerShell(session.await().engine(), rotation.project(), rotation.mask());
        }

        boolean isInForce(byte[] content) {
            try {
                return Arrays.equals(Files.readAllBytes(rotation.file()), content);
            } catch (IOException gone) {
                return false;
            }
        }

        /** What cannot be checked with the value in force could not be checked with the next one either. */
        void requireChecks() {
            try {
                steps.forEach(step -> step.check(shell(), rotation.change().from()));
            } catch (StepFailure failure) {
                throw new RotationException(
                        Kind.REFUSED,
                        "nothing was changed: the value in force is not what the service goes by: " + words(failure),
                        "Set it there by hand first; `homelab db` leads to a database.",
                        failure);
            }
        }

        void goForward(SecretsFile.Held held, Cancellation cancellation) throws IOException {
            journal.begin(rotation.entry());
            for (ServiceStep step : steps) {
                begun.add(step);
                step.change(shell(), rotation.change());
                step.check(shell(), rotation.change().to());
                tell(step.describe());
            }
            held.replace(rotation.entry().after());
            tell("encrypted in " + rotation.shown());
            generate(rotation.entry().after());
            deploy(cancellation);
            steps.forEach(step -> step.check(shell(), rotation.change().to()));
            journal.end();
        }

        private void generate(byte[] content) {
            if (target.isEmpty()) {
                return;
            }
            PreparedGeneration generation = new Configuration(settings.sources(), settings.timing())
                    .plan(target.get(), Map.of(rotation.file(), content));
            if (!generation.write(false).isEmpty()) {
                tell("generated in " + generation.plan().folder());
            }
        }

        private void deploy(Cancellation cancellation) {
            if (plan.redeployed().isEmpty()) {
                return;
            }
            ApplyResult result = new PlanMaking(sessions, session)
                    .deployUnderLock(DeployRequest.of(plan.redeployed()), cancellation)
                    .orThrow();
            if (result.ending() == Ending.APPLIED) {
                tell("deployed " + String.join(", ", plan.redeployed()));
            }
        }

        /**
         * Puts the old value back in force everywhere.
         *
         * @param told the services that may have been told the new one
         * @param because what failed; empty if that was another process
         */
        void takeBack(List<ServiceStep> told, Kind kind, String because) {
            goesBack = true;
            List<String> left = new ArrayList<>();
            for (ServiceStep step : told) {
                attempt(left, () -> step.change(shell(), rotation.change().back()));
            }
            attempt(left, this::putFileBack);
            attempt(left, () -> generate(Files.readAllBytes(rotation.file())));
            attempt(left, () -> deploy(new Cancellation()));
            steps.forEach(step ->
                    attempt(left, () -> step.check(shell(), rotation.change().from())));
            if (left.isEmpty()) {
                attempt(left, journal::end);
            }
            if (!left.isEmpty()) {
                throw new RotationException(
                        Kind.LEFT_HALF_WAY,
                        rotation.key() + " was not rotated" + reason(because)
                                + ", and the old value is not in force everywhere: " + String.join("; ", left),
                        "Type `homelab secrets rotate " + rotation.key() + "` again: that goes on taking it back.");
            } else if (!because.isEmpty()) {
                throw new RotationException(
                        kind,
                        rotation.key() + " was not rotated, and the old value is in force everywhere" + reason(because),
                        "");
            }
        }

        private String reason(String because) {
            return because.isEmpty() ? "" : ": " + because;
        }

        private void putFileBack() throws IOException {
            if (isInForce(rotation.entry().after())) {
                WholeFile.write(rotation.file(), rotation.entry().before());
            } else if (!isInForce(rotation.entry().before())) {
                putValueBack();
            }
        }

        /** Of a file that somebody has changed in the meantime: all else stays as they have it. */
        private void putValueBack() throws IOException {
            StoredSecret now =
                    StoredSecret.of(rotation.shown(), Files.readAllBytes(rotation.file()), rotation.key(), keys);
            if (now.text().equals(rotation.change().to())) {
                WholeFile.write(
                        rotation.file(),
                        now.with(rotation.change().from(), settings.timing().now()));
            } else if (!now.text().equals(rotation.change().from())) {
                throw new IOException(
                        rotation.key() + " in " + rotation.shown() + " was given yet another value and keeps it");
            }
        }

        private void attempt(List<String> left, Undo undo) {
            try {
                undo.run();
            } catch (RuntimeException | IOException failure) {
                left.add(words(failure));
            }
        }
    }

    /** Puts something back. */
    @FunctionalInterface
    private interface Undo {
        void run() throws IOException;
    }
}
