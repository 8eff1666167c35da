package io.homelabhub.planning;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.spelling.ContainerPort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Published ports of which the engine may choose the host's: some engines show the choice in place of what was asked for, and
 * one out of a range is another one after a restart.
 */
final class FreePorts {
    private FreePorts() {}

    /** The PortBindings {@code live} with what was asked for in place of each choice that it allows, and nothing for no binding. */
    static ApiObject asAsked(ApiObject live, ApiObject asked) {
        Map<String, Object> bindings = new LinkedHashMap<>();
        for (String port : live.members().keySet()) {
            List<ApiObject> shown = live.objects(port);
            List<ApiObject> wanted = wanted(asked, port);
            List<ApiObject> same = new ArrayList<>();
            for (int i = 0; i < shown.size(); i++) {
                same.add(i < wanted.size() ? asAsked(shown.get(i), wanted.get(i), "HostPort") : shown.get(i));
            }
            if (!same.isEmpty()) {
                bindings.put(port, same);
            }
        }
        return ApiObject.of(bindings);
    }

    private static List<ApiObject> wanted(ApiObject asked, String port) {
        return asked.members().keySet().stream()
                .filter(other -> ContainerPort.canonical(other).equals(ContainerPort.canonical(port)))
                .flatMap(other -> asked.objects(other).stream())
                .toList();
    }

    private static ApiObject asAsked(ApiObject shown, ApiObject wanted, String member) {
        String free = wanted.string(member).orElse("");
        String chosen = shown.string(member).orElse("");
        boolean any = free.isEmpty() || free.equals("0");
        boolean ofRange = ContainerPort.isRange(free)
                && ContainerPort.parse(free).stream()
                        .anyMatch(port -> String.valueOf(port.number()).equals(chosen));
        return any || ofRange ? shown.with(member, free) : shown;
    }
}
