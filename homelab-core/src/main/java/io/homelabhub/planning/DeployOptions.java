package io.homelabhub.planning;

import io.homelabhub.desired.DesiredImage;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * How a deploy is to go.
 *
 * @param recreation which containers are made anew
 * @param renewAnonymousVolumes whether a container that is made anew gets empty volumes in place of its predecessor's, as far as
 *     they have no name
 * @param starts whether containers are started; else they are only created, and what is up stays as it is
 * @param awaitsAll whether the run waits also for what no other service waits for; else that is started and left to whoever watches
 *     it
 * @param removeOrphans whether containers of services that nothing describes any more are removed
 * @param allowDataLoss the names of volumes that may be made anew, losing what is in them
 * @param together whether the services are one unit: the old containers go only when every new one is ready, so that all
 *     can be put back
 * @param pull when images are pulled, for all services; empty for what each says itself
 * @param build when images are built
 * @param stopTimeout how long containers get to end; empty for what each says itself
 * @param named the services that were asked for by their own names: the rest cannot do without them
 * @param atRest services whose containers are only created: somebody else starts them
 * @param restored images that references shall stand for again, by canonical reference; nothing else is fetched under these
 * @param others what is deployed on other hosts at the same time
 */
public record DeployOptions(
        Recreation recreation,
        boolean renewAnonymousVolumes,
        boolean starts,
        boolean awaitsAll,
        boolean removeOrphans,
        Set<String> allowDataLoss,
        boolean together,
        Optional<Pull> pull,
        Build build,
        Optional<Duration> stopTimeout,
        Set<String> named,
        Set<String> atRest,
        Map<String, RestoredImage> restored,
        OtherHosts others) {
    /** Nothing forced, nothing lost, all services as one unit. */
    public static final DeployOptions DEFAULT = new DeployOptions(
            Recreation.CHANGED,
            false,
            true,
            true,
            false,
            Set.of(),
            true,
            Optional.empty(),
            Build.AS_NEEDED,
            Optional.empty(),
            Set.of(),
            Set.of(),
            Map.of(),
            OtherHosts.NONE);

    public DeployOptions {
        allowDataLoss = Set.copyOf(allowDataLoss);
        named = Collections.unmodifiableSet(new TreeSet<>(named));
        atRest = Set.copyOf(atRest);
        restored = Map.copyOf(restored);
    }

    public DeployOptions withRecreation(Recreation recreation) {
        return changed(draft -> draft.recreation = recreation);
    }

    public DeployOptions withRenewAnonymousVolumes(boolean renewAnonymousVolumes) {
        return changed(draft -> draft.renewAnonymousVolumes = renewAnonymousVolumes);
    }

    public DeployOptions withStarts(boolean starts) {
        return changed(draft -> draft.starts = starts);
    }

    public DeployOptions withAwaitsAll(boolean awaitsAll) {
        return changed(draft -> draft.awaitsAll = awaitsAll);
    }

    public DeployOptions withRemoveOrphans(boolean removeOrphans) {
        return changed(draft -> draft.removeOrphans = removeOrphans);
    }

    public DeployOptions withAllowDataLoss(Set<String> allowDataLoss) {
        return changed(draft -> draft.allowDataLoss = allowDataLoss);
    }

    public DeployOptions withTogether(boolean together) {
        return changed(draft -> draft.together = together);
    }

    public DeployOptions withPull(Optional<Pull> pull) {
        return changed(draft -> draft.pull = pull);
    }

    public DeployOptions withBuild(Build build) {
        return changed(draft -> draft.build = build);
    }

    public DeployOptions withStopTimeout(Optional<Duration> stopTimeout) {
        return changed(draft -> draft.stopTimeout = stopTimeout);
    }

    public DeployOptions withNamed(Set<String> named) {
        return changed(draft -> draft.named = named);
    }

    public DeployOptions withAtRest(Set<String> atRest) {
        return changed(draft -> draft.atRest = atRest);
    }

    public DeployOptions withRestored(Map<String, RestoredImage> restored) {
        return changed(draft -> draft.restored = restored);
    }

    public DeployOptions withOthers(OtherHosts others) {
        return changed(draft -> draft.others = others);
    }

    private DeployOptions changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new DeployOptions(
                draft.recreation,
                draft.renewAnonymousVolumes,
                draft.starts,
                draft.awaitsAll,
                draft.removeOrphans,
                draft.allowDataLoss,
                draft.together,
                draft.pull,
                draft.build,
                draft.stopTimeout,
                draft.named,
                draft.atRest,
                draft.restored,
                draft.others);
    }

    /** All of it, to change one thing. */
    private static final class Draft {
        private Recreation recreation;
        private boolean renewAnonymousVolumes;
        private boolean starts;
        private boolean awaitsAll;
        private boolean removeOrphans;
        private Set<String> allowDataLoss;
        private boolean together;
        private Optional<Pull> pull;
        private Build build;
        private Optional<Duration> stopTimeout;
        private Set<String> named;
        private Set<String> atRest;
        private Map<String, RestoredImage> restored;
        private OtherHosts others;

        Draft(DeployOptions options) {
            recreation = options.recreation;
            renewAnonymousVolumes = options.renewAnonymousVolumes;
            starts = options.starts;
            awaitsAll = options.awaitsAll;
            removeOrphans = options.removeOrphans;
            allowDataLoss = options.allowDataLoss;
            together = options.together;
            pull = options.pull;
            build = options.build;
            stopTimeout = options.stopTimeout;
            named = options.named;
            atRest = options.atRest;
            restored = options.restored;
            others = options.others;
        }
    }

    /** When this deploy fetches an image. */
    DesiredImage.Policy policyOf(DesiredImage image) {
        DesiredImage.Policy policy = pull.map(Pull::policy).orElse(image.policy());
        if (!image.comesFromBuild()) {
            return policy;
        }
        return switch (build) {
            case ALWAYS -> DesiredImage.Policy.BUILD;
            case NEVER -> policy.kind() == DesiredImage.Policy.Kind.BUILD ? DesiredImage.Policy.MISSING : policy;
            case AS_NEEDED -> policy;
        };
    }
}
