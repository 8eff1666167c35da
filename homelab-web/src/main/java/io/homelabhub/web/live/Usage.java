package io.homelabhub.web.live;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What all containers of a service use together.
 *
 * @param cpuPercent of one processor: 200 are two in full
 * @param memory bytes
 * @param receivedPerSecond bytes from networks a second
 * @param sentPerSecond bytes to networks a second
 */
record Usage(double cpuPercent, long memory, double receivedPerSecond, double sentPerSecond) {
    Usage plus(Usage other) {
        return new Usage(
                cpuPercent + other.cpuPercent,
                memory + other.memory,
                receivedPerSecond + other.receivedPerSecond,
                sentPerSecond + other.sentPerSecond);
    }

    Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("cpu", rounded(cpuPercent));
        document.put("memory", memory);
        document.put("received", rounded(receivedPerSecond));
        document.put("sent", rounded(sentPerSecond));
        return document;
    }

    /** To a tenth: more nobody sees. */
    static double rounded(double number) {
        return Math.round(number * 10) / 10.0;
    }
}
