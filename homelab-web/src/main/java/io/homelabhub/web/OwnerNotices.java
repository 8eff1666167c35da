package io.homelabhub.web;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.notification.Delivery;
import io.homelabhub.notification.RunNotice;
import io.homelabhub.run.ApplyResult;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells the owner of deploys from the page that have failed. */
final class OwnerNotices {
    private final HomelabRuntime runtime;
    private final Consumer<Delivery> told;

    OwnerNotices(HomelabRuntime runtime, Consumer<Delivery> told) {
        this.runtime = runtime;
        this.told = told;
    }

    void tell(ApplyResult result, Instant now) {
        try {
            RunNotice.of(result, now)
                    .ifPresent(notice -> runtime.notifications().tell(notice).forEach(told));
        } catch (HomelabException broken) {
            told.accept(new Delivery("anybody", Optional.of(String.valueOf(broken.getMessage()))));
        }
    }
}
