package io.homelabhub.web.http;

import java.util.Map;

/**
 * What the JDK's server can be told only for the whole process, before the first of its kind is made. Values that somebody has set stay.
 */
final class JdkLimits {
    private static final Map<String, String> LIMITS = Map.of(
            // without it each small answer waits 40 ms for the acknowledgement of the one before (JDK-6968351)
            "sun.net.httpserver.nodelay", "true",
            "jdk.httpserver.maxConnections", "512",
            "sun.net.httpserver.maxReqHeaders", "64",
            "sun.net.httpserver.maxReqHeaderSize", "32768",
            "sun.net.httpserver.maxIdleConnections", "64",
            "sun.net.httpserver.idleInterval", "20");

    private JdkLimits() {}

    static void set() {
        LIMITS.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
