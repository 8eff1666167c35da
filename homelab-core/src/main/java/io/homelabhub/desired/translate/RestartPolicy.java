package io.homelabhub.desired.translate;

import io.homelabhub.resource.ApiObject;

/** A service's {@code restart}, over which {@code deploy.restart_policy} wins. */
final class RestartPolicy {
    private RestartPolicy() {}

    static ApiObject of(ApiObject service) {
        if (service.object("deploy").get("restart_policy") instanceof ApiObject policy) {
            return policy(policy.string("condition").orElse(""), Values.number(policy.get("max_attempts")));
        }
        String[] parts = service.string("restart").orElse("").split(":", 2);
        boolean counted = parts.length == 2 && parts[1].matches("\\d{1,9}");
        return policy(parts[0], counted ? Long.parseLong(parts[1]) : 0);
    }

    private static ApiObject policy(String condition, long attempts) {
        String name =
                switch (condition) {
                    case "none" -> "no";
                    case "any" -> "always";
                    default -> condition;
                };
        return new Members()
                .always("Name", name)
                .always("MaximumRetryCount", attempts)
                .done();
    }
}
