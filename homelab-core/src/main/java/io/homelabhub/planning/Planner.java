package io.homelabhub.planning;

import io.homelabhub.desired.ApiNeed;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.OldData;
import io.homelabhub.plan.Plan;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Works out what has to be done so that what is becomes what shall be.
 *
 * <p>A pure function: the same arguments give the same plan, byte for byte. It refuses nothing by exception; what ought to
 * be done and cannot be is a verdict {@link io.homelabhub.plan.Verdict#REFUSE} in the plan.
 */
public final class Planner {
    private final DesiredState desired;
    private final DeployOptions options;
    private final ObservedIndex observed;
    private final Optional<String> apiVersion;
    private final StepDrafts steps;
    private final Verdicts verdicts = new Verdicts();

    private Planner(DesiredState desired, ObservedState observed, DeployOptions options) {
        this.options = options;
        this.observed = new ObservedIndex(desired.project(), observed);
        this.desired = desired.in(new SpokenDialect(desired.dialects(), this.observed).find());
        this.steps = new StepDrafts(options.stopTimeout(), ContainerHooks.of(this.desired, this.observed));
        this.apiVersion = observed.apiVersion();
    }

    /**
     * Plans a deploy.
     *
     * @param operation what it is called, as {@code deploy bots}
     * @param notices what the reader should know beforehand
     */
    public static Plan plan(
            DesiredState desired,
            ObservedState observed,
            DeployOptions options,
            String operation,
            List<String> notices) {
        return new Planner(desired, observed, options).plan(operation, notices);
    }

    private Plan plan(String operation, List<String> notices) {
        NetworkPlanning networks = new NetworkPlanning(observed, steps, verdicts);
        networks.plan(desired);
        VolumePlanning volumes = new VolumePlanning(observed, steps, verdicts, options.allowDataLoss(), desired.mask());
        volumes.plan(desired);
        EarlyRemovals early = new EarlyRemovals(observed, volumes, steps);
        ServicePlanning services =
                new ServicePlanning(desired, observed, options, steps, verdicts, networks, volumes, early, operation);
        desired.services().forEach(services::plan);
        services.awaitForOthers();
        desired.jobs().forEach(services::plan);
        new JobArmingPlanning(desired.project(), observed, steps, verdicts).plan(desired.jobs(), desired.described());
        new HookRunners(observed, steps, verdicts)
                .remove(desired.services().stream().map(DesiredService::name).toList());
        Orphans orphans = new Orphans(desired, observed, steps, verdicts, early);
        List<ObservedContainer> leaving = orphans.plan(options.removeOrphans());
        early.order();
        Holders holders = new Holders(desired, observed.ours());
        new HandOvers(observed, steps, verdicts, holders, services.planned(), orphans.removals())
                .order(desired, leaving);
        new FixedAddresses().order(desired, services.planned());
        requireApi();
        new UnfinishedRestores(desired, observed).refuse(verdicts);
        new DatabaseVersions(desired, observed, volumes).refuse(verdicts);
        Set<ResourceId> optional = new OptionalServices(desired, steps.all(), options.named()).resources();
        new NetworkUsers(observed, verdicts).requireStopped(desired, networks, services.planned());
        if (options.together()) {
            commitTogether(services.planned().values(), orphans.removals());
        }
        volumes.requireUnused();
        List<String> allNotices = new ArrayList<>(notices);
        allNotices.addAll(services.notices());
        allNotices.addAll(kept());
        List<OldData> oldData = new OldVolumes(desired, observed, volumes::isRecreated).find();
        oldData.stream()
                .filter(OldData::created)
                .forEach(old -> allNotices.add(old.problem() + ". If logins fail: " + old.remedy()));
        allNotices.addAll(new StoredSettings(observed, volumes).notices(desired, verdicts.all()));
        allNotices.addAll(orphans.notices(options.removeOrphans()));
        fetchFirst(services.fetches(), optional);
        return new Plan(
                desired.project(),
                operation,
                verdicts.all(),
                steps.numbered(),
                allNotices,
                optional,
                services.standing().stream()
                        .map(one -> one.withNeededBy(dependants(one.await().service())))
                        .toList(),
                oldData);
    }

    private Set<String> dependants(String service) {
        return desired.services().stream()
                .filter(other -> other.dependencies().stream()
                        .anyMatch(
                                needed -> needed.required() && needed.service().equals(service)))
                .map(DesiredService::name)
                .collect(Collectors.toSet());
    }

    private List<String> kept() {
        return verdicts.all().stream()
                // not by equals: a record puts its own together from method handles at first use, which takes 13 ms
                .filter(change -> change.causes().stream().anyMatch(cause -> cause.kind() == Cause.Kind.KEPT))
                .map(change -> change.resource().name() + " is kept as it was made; its files say something else")
                .toList();
    }

    /** What the engine does not understand is refused before anything is done. */
    private void requireApi() {
        apiVersion.ifPresent(version -> desired.apiNeeds().stream()
                .filter(need -> !need.isMetBy(version))
                .forEach(need -> verdicts.refuse(need.resource(), tooOld(need, version))));
    }

    private static Cause tooOld(ApiNeed need, String version) {
        return Cause.of(
                Cause.Kind.ENGINE_TOO_OLD,
                "%s (%s) needs API %s, which came with %s; the engine speaks %s"
                        .formatted(need.key(), need.location(), need.api(), need.product(), version));
    }

    /**
     * Nothing is stopped for a deploy whose images cannot be had. Where services are not one unit, or can do without one, those
     * that have their image go on.
     */
    private void fetchFirst(List<Draft> fetches, Set<ResourceId> optional) {
        for (Draft draft : steps.all()) {
            if (draft.stopped().isPresent()) {
                fetches.forEach(fetch -> {
                    boolean needed = options.together() && !optional.contains(fetch.resource());
                    Draft unused = needed ? draft.after(fetch) : draft.afterEndOf(fetch);
                });
            }
        }
    }

    /** What cannot be taken back comes when everything is ready. */
    private static void commitTogether(Iterable<PlannedService> services, List<Draft> removals) {
        List<Draft> awaits = new ArrayList<>();
        services.forEach(service -> awaits.addAll(service.awaits()));
        services.forEach(service -> service.commits().forEach(commit -> commit.after(awaits)));
        removals.forEach(removal -> removal.after(awaits));
    }
}
