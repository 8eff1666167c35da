package io.homelabhub.compose;

import io.homelabhub.compose.tree.ByteOrder;
import io.homelabhub.compose.tree.View;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A limit of a process.
 *
 * @param soft the limit that counts; -1 for none
 * @param hard how far the process may raise it; -1 for no bound
 */
public record Ulimit(long soft, long hard) {
    static SortedMap<String, Ulimit> all(View owner) {
        SortedMap<String, Ulimit> limits = new TreeMap<>(ByteOrder::compare);
        View all = owner.view("ulimits");
        for (String name : all.keys()) {
            View pair = all.viewOrNull(name);
            long single = pair == null ? all.whole(name) : 0;
            limits.put(
                    name,
                    pair == null ? new Ulimit(single, single) : new Ulimit(pair.whole("soft"), pair.whole("hard")));
        }
        return Collections.unmodifiableSortedMap(limits);
    }
}
