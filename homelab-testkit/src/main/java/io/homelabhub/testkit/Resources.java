package io.homelabhub.testkit;

import io.homelabhub.resource.ResourceId;

/** Finds resources by the names that tests give them. */
final class Resources {
    private Resources() {}

    /** Whether {@code name} is the resource as it prints, or its bare name. */
    static boolean isCalled(ResourceId resource, String name) {
        return resource.toString().equals(name) || resource.name().equals(name);
    }
}
