package io.homelabhub.backup;

import io.homelabhub.backup.Workplace.Known;
import io.homelabhub.backup.Workplace.Work;
import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.deployment.PlanMaking;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.run.Cancellation;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Brings databases of a project to other major versions. */
final class Upgrades {
    private final Sessions sessions;
    private final Workplace workplace;

    Upgrades(Sessions sessions, Workplace workplace) {
        this.sessions = sessions;
        this.workplace = workplace;
    }

    PreparedUpgrade plan(UpgradeRequest request) {
        try (Session session = sessions.open()) {
            Work work = workplace.looking(session, session.await(), BackupListener.NONE, new Cancellation());
            UpgradeTarget target = target(request, work.known());
            UpgradePlan plan = new UpgradePlan(
                    work.known().view().project(),
                    target.service(),
                    target.from(),
                    target.to(),
                    target.volume(),
                    List.copyOf(work.services().up(work.services().dependants(Set.of(target.service())))),
                    target.edit().map(edit -> edit.place().toString()));
            return new PreparedUpgrade(
                    plan, (listener, cancellation) -> upgrade(request, plan, listener, cancellation));
        }
    }

    private UpgradeTarget target(UpgradeRequest request, Known known) {
        ProjectDefinition definition = DefinitionLoader.load(sessions.settings().sources(), List.of(request.service()));
        Set<String> services = known.services(List.of(request.service()));
        String service = services.stream()
                .filter(name -> services.size() == 1)
                .findFirst()
                .orElseThrow(() -> new BackupException(
                        Kind.REFUSED,
                        request.service() + " is not one service but " + String.join(", ", services)
                                + ". Nothing was touched",
                        "Upgrade one at a time."));
        return UpgradeTarget.find(
                sessions.settings().sources().workingDirectory(),
                ProjectContainers.of(known.view().project(), known.observed()),
                service,
                Objects.requireNonNull(definition.described(Set.of(service)).get(service)),
                Objects.requireNonNull(definition.compose().services().get(service)),
                request.to());
    }

    private UpgradeResult upgrade(
            UpgradeRequest request, UpgradePlan planned, BackupListener listener, Cancellation cancellation) {
        return workplace.locked(
                request.operation(), planned.project(), request.lockWait(), listener, cancellation, work -> {
                    UpgradeTarget target = target(request, work.known());
                    if (!target.from().equals(planned.from()) || !target.to().equals(planned.to())) {
                        throw new BackupException(
                                Kind.REFUSED, "another plan would come of it now; nothing was done", "Try again.");
                    }
                    BackupRequest first = BackupRequest.of(List.of(request.service()));
                    return new UpgradeRun(
                                    work.site(),
                                    work.services(),
                                    planned.project(),
                                    target,
                                    new PlanMaking(sessions, work.session()),
                                    () -> new BackupRun(
                                                    work.site(),
                                                    work.services(),
                                                    workplace.plan(first, work.known()),
                                                    work.known().observed(),
                                                    List.of())
                                            .take(work.open().info().toString()))
                            .run();
                });
    }
}
