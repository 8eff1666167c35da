package io.homelabhub.desired.translate;

import io.homelabhub.resource.ApiObject;

/** A service's {@code restart}, over which {@code deploy.restart_policy} wins. */
final class RestartPolicy {
    private RestartPolicy() {}

    /** Reports a policy that no engine has. */
    static void check(String name, ApiObject service, Findings findings) {
        String restart = service.string("restart").orElse("");
        if (!restart.isEmpty() && !restart.matches("no|always|unless-stopped|on-failure(:[0-9]{1,9})?")) {
            findings.error(
                    "services." + name + ".restart",
                    "found \"" + restart + "\", expected a restart policy",
                    "write no, always, unless-stopped, on-failure or on-failure:TIMES");
        }
        String condition = service.object("deploy")
                .object("restart_policy")
                .string("condition")
                .orElse("");
        if (!condition.isEmpty() && !condition.matches("none|any|no|always|unless-stopped|on-failure")) {
            findings.error(
                    "services." + name + ".deploy.restart_policy.condition",
                    "found \"" + condition + "\", expected a condition",
                    "write none, on-failure or any");
        }
    }

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
