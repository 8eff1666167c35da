package io.homelabhub.compose;

import io.homelabhub.compose.tree.View;

/**
 * That a service needs another.
 *
 * @param condition what it waits for
 * @param required whether it cannot do without
 * @param restart whether it is restarted when the other is
 */
public record Dependency(Condition condition, boolean required, boolean restart) {
    /** What is waited for. */
    public enum Condition {
        /** The other service has started. */
        SERVICE_STARTED,
        /** The other service is healthy. */
        SERVICE_HEALTHY,
        /** The other service has ended with exit code 0. */
        SERVICE_COMPLETED_SUCCESSFULLY
    }

    static Dependency of(View view) {
        Condition condition =
                switch (view.text("condition")) {
                    case "service_healthy" -> Condition.SERVICE_HEALTHY;
                    case "service_completed_successfully" -> Condition.SERVICE_COMPLETED_SUCCESSFULLY;
                    default -> Condition.SERVICE_STARTED;
                };
        return new Dependency(condition, view.flag("required"), view.flag("restart"));
    }
}
