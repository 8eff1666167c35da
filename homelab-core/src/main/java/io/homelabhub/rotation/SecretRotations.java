package io.homelabhub.rotation;

import io.homelabhub.api.Api;
import io.homelabhub.definition.DefinitionSources;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.PlanMaking;
import io.homelabhub.environment.VariableUsers;
import io.homelabhub.generation.Configuration;
import io.homelabhub.generation.GenerationPlan;
import io.homelabhub.generation.GenerationTarget;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.rotation.RotationException.Kind;
import io.homelabhub.rotation.RotationJournal.Entry;
import io.homelabhub.rotation.SecretFiles.Found;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;
import io.homelabhub.sops.age.AgeKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives secrets other values wherever they are used. Thread-safe; each call reads the files anew. */
public final class SecretRotations {
    private final Sessions sessions;
    private final HomelabSettings settings;

    /** Of one runtime; see {@code HomelabRuntime.rotations}. */
    @Api(Api.Status.INTERNAL)
    public SecretRotations(Sessions sessions) {
        this.sessions = sessions;
        this.settings = sessions.settings();
    }

    /**
     * Plans a rotation. Changes nothing.
     *
     * <p>What it says is so only if nothing else is pending: files that would be generated otherwise now, or services that are not as
     * their files have them, are a reason to refuse.
     *
     * @throws InvalidInputException with everything that is wrong with the files, or if no key opens the encrypted one
     * @throws RotationException {@code UNKNOWN} if no encrypted file has the key, {@code REFUSED} if it cannot be rotated as things stand
     * @throws io.homelabhub.engine.EngineException if the engine does not answer
     */
    public PreparedRotation plan(RotationRequest request) {
        DefinitionSources sources = settings.sources();
        VariableUsers variables = VariableUsers.of(sources);
        SecretFiles files = new SecretFiles(sources, variables.definition());
        Found found = files.find(
                request.key(),
                request.file().map(sources.workingDirectory()::resolve).map(Path::normalize));
        Optional<Entry> unfinished = unfinished(found.file());
        Entry entry = unfinished.orElseGet(() -> entry(request, files, found));
        Rotation rotation = rotation(entry, files, found.file());
        Optional<GenerationTarget> target = files.generatedFrom(found.file());
        Optional<GenerationPlan> generated = target.map(one -> generated(one, rotation, unfinished.isPresent()));
        Map<String, Set<String>> users =
                new SecretUsers(variables).of(found.file(), entry.key(), files.givesVariables(found.file()), generated);
        try (Session session = sessions.open()) {
            Services services = new Services(variables.definition(), session, rotation, users, unfinished.isPresent());
            if (unfinished.isEmpty()) {
                requireNothingPending(session, services.deployed());
            }
            RotationPlan plan = new RotationPlan(
                    entry.key(),
                    files.shown(found.file()),
                    unfinished.isPresent() ? SourceLocation.of(files.shown(found.file())) : found.place(),
                    generated,
                    services.steps().stream().map(ServiceStep::describe).toList(),
                    services.deployed(),
                    notes(services, files, found.file()),
                    unfinished.isPresent());
            return new PreparedRotation(plan, (listener, cancellation) -> new RotationRun(
                            sessions, rotation, plan, services.steps(), target, keys())
                    .run(request.lockWait(), listener, cancellation));
        }
    }

    private Optional<Entry> unfinished(Path file) {
        try {
            return new RotationJournal(file).read();
        } catch (IOException e) {
            throw new RotationException(
                    Kind.REFUSED, "what an earlier rotation left beside " + file + " cannot be read", "");
        }
    }

    private AgeKeys keys() {
        return settings.sources().encrypted().keys().get();
    }

    private Entry entry(RotationRequest request, SecretFiles files, Found found) {
        byte[] content = files.content(found.file());
        StoredSecret secret = StoredSecret.of(files.shown(found.file()), content, request.key(), keys());
        String value = request.newValue();
        if (value.equals(secret.text())) {
            throw new RotationException(Kind.REFUSED, "the new value of " + request.key() + " is the one in force", "");
        } else if (secret.text().isEmpty()) {
            throw new RotationException(
                    Kind.REFUSED,
                    request.key() + " is empty, so nobody uses it",
                    "`homelab secrets set` gives it a value.");
        }
        byte[] after = secret.with(value, settings.timing().now());
        return new Entry(request.key(), content, after);
    }

    private Rotation rotation(Entry entry, SecretFiles files, Path file) {
        Path shown = files.shown(file);
        AgeKeys keys = keys();
        String before =
                StoredSecret.of(shown, entry.before(), entry.key(), keys).text();
        String after = StoredSecret.of(shown, entry.after(), entry.key(), keys).text();
        return new Rotation(
                files.project(), file, shown, entry, new Change(before, after), SecretMask.of(List.of(before, after)));
    }

    /** What would change; of a rotation that ended half-way what did, or would have. */
    private GenerationPlan generated(GenerationTarget target, Rotation rotation, boolean unfinished) {
        Configuration configuration = new Configuration(settings.sources(), settings.timing());
        GenerationPlan before = configuration
                .plan(target, Map.of(rotation.file(), rotation.entry().before()))
                .plan();
        GenerationPlan after = configuration
                .plan(target, Map.of(rotation.file(), rotation.entry().after()))
                .plan();
        if (unfinished) {
            return before.isEmpty() ? after : before;
        }
        if (!before.isEmpty()) {
            throw new RotationException(
                    Kind.REFUSED,
                    "other files than those in " + before.folder() + " would be generated now",
                    "Type `homelab config generate " + target + "`, deploy, and then this again.");
        }
        return after;
    }

    private void requireNothingPending(Session session, List<String> services) {
        if (services.isEmpty()) {
            return;
        }
        boolean pending = !new PlanMaking(sessions, session)
                .deploy(DeployRequest.of(services))
                .plan()
                .isEmpty();
        if (pending) {
            throw new RotationException(
                    Kind.REFUSED,
                    "not everything is as the files have it among " + String.join(", ", services)
                            + " and what they need",
                    "Type `homelab deploy " + String.join(" ", services) + "` first, and then this again.");
        }
    }

    private static List<String> notes(Services services, SecretFiles files, Path file) {
        List<String> notes = new ArrayList<>(services.notes());
        files.otherTargets(file)
                .forEach(target ->
                        notes.add("deployment " + target + " is generated from this file, too: type `homelab config"
                                + " generate " + target + "` and deploy it"));
        return notes;
    }
}
