package io.homelabhub.planning;

import io.homelabhub.desired.DesiredImage;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Action.BuildImage;
import io.homelabhub.plan.Action.PullImage;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ResourceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans the images of a deploy: each is fetched once, and before anything is stopped. */
final class ImagePlanning {
    private final ObservedIndex observed;
    private final StepDrafts steps;
    private final Verdicts verdicts;
    private final Map<String, Draft> fetched = new HashMap<>();

    ImagePlanning(ObservedIndex observed, StepDrafts steps, Verdicts verdicts) {
        this.observed = observed;
        this.steps = steps;
        this.verdicts = verdicts;
    }

    /** Plans the image of a service that needs a new container. */
    Optional<Draft> fetch(DesiredService service) {
        DesiredImage image = service.image();
        if (observed.image(image.reference()).isPresent() || fetched.containsKey(image.reference())) {
            return Optional.ofNullable(fetched.get(image.reference()));
        }
        ResourceId resource = ResourceId.image(image.reference());
        if (image.build().isEmpty() && image.policy() == DesiredImage.Policy.NEVER) {
            verdicts.give(resource, Verdict.REFUSE, Cause.of(Cause.Kind.NOT_FOUND, "pull_policy never"));
            return Optional.empty();
        }
        Action action = image.build()
                .<Action>map(BuildImage::new)
                .orElseGet(() -> new PullImage(image.reference(), image.platform()));
        verdicts.give(resource, Verdict.CREATE, Cause.of(Cause.Kind.NOT_FOUND));
        Draft fetch = steps.add(action, resource);
        fetched.put(image.reference(), fetch);
        return Optional.of(fetch);
    }

    /** All fetches, in the order in which they were planned. */
    List<Draft> all() {
        return fetched.values().stream()
                .sorted((a, b) -> Integer.compare(a.position(), b.position()))
                .toList();
    }
}
