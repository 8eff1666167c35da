package io.homelabhub.docker;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.spelling.ContainerPort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code inspect} answers as one line a field, so that two of them can be compared. */
final class Inspections {
    /** Fields that differ between two containers of one configuration: ids, times, and files named after ids. */
    private static final Pattern OWN = Pattern.compile(
            "(Id|ExecIDs|Created|CreatedAt|(ResolvConf|Hostname|Hosts|Log)Path|GraphDriver|Storage|State\\.(StartedAt|FinishedAt|Pid|Health)"
                    + "|NetworkSettings\\.(SandboxID|SandboxKey|EndpointID)"
                    + "|.*\\.(NetworkID|EndpointID)|Mountpoint|Containers|Status)(\\..*)?");

    /** Lists whose order says nothing; docker compose writes them in whatever order Go's maps have. */
    private static final Pattern UNORDERED = Pattern.compile(
            "Config\\.Env|Mounts|HostConfig\\.(Binds|Mounts|Ulimits|ExtraHosts|Links)|.*\\.(Links|DNSNames)");

    private static final Pattern ANY_ID = Pattern.compile("\\b[0-9a-f]{64}\\b");

    /** Where an engine takes the addresses of a network that asks for none. */
    private static final Pattern FREE_POOL = Pattern.compile("(172\\.\\d+|192\\.168)\\.\\d+\\.\\d+(/\\d+)?");

    /** An address that the engine made up; those that a file asks for end so. */
    private static final Pattern FREE_MAC = Pattern.compile("(?!\\S*:00:1[78])([0-9a-f]{2}:){5}[0-9a-f]{2}");

    private static final String EXPOSED = "Config.ExposedPorts.";

    private static final int SHORT_ID = 12;

    private final Map<String, String> namesById;

    /** @param namesById the names of the containers, which stand in for their ids */
    Inspections(Map<String, String> namesById) {
        this.namesById = namesById;
    }

    /** The fields by path. */
    Map<String, String> fields(ApiObject inspection) {
        Map<String, String> fields = new TreeMap<>();
        collect("", inspection, fields);
        fields.keySet().removeIf(path -> OWN.matcher(path).matches());
        fields.computeIfPresent(
                "Config.Labels.com.docker.compose.depends_on",
                (path, value) -> Arrays.stream(value.split(",")).sorted().collect(Collectors.joining(",")));
        spellPorts(fields);
        return fields;
    }

    /** Docker Compose sends a range of exposed ports as it is written, where the engine takes that. */
    private static void spellPorts(Map<String, String> fields) {
        List<String> written = fields.keySet().stream()
                .filter(path -> path.startsWith(EXPOSED))
                .toList();
        written.forEach(fields::remove);
        ContainerPort.all(written.stream()
                        .map(path -> path.substring(EXPOSED.length()))
                        .toList())
                .forEach(port -> fields.put(EXPOSED + port, ""));
    }

    /** The fields that differ, as {@code path: left -> right}. */
    static List<String> differences(Map<String, String> left, Map<String, String> right) {
        Set<String> paths = new TreeSet<>(left.keySet());
        paths.addAll(right.keySet());
        return paths.stream()
                .filter(path -> !left.getOrDefault(path, "absent").equals(right.getOrDefault(path, "absent")))
                .map(path ->
                        path + ": " + left.getOrDefault(path, "absent") + " -> " + right.getOrDefault(path, "absent"))
                .toList();
    }

    private void collect(String path, @Nullable Object value, Map<String, String> fields) {
        if (value instanceof ApiObject object && !object.isEmpty()) {
            object.members()
                    .forEach((name, member) -> collect(path.isEmpty() ? name : path + "." + name, member, fields));
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            list(path, list, fields);
        } else {
            fields.put(path, text(value));
        }
    }

    private void list(String path, List<?> list, Map<String, String> fields) {
        List<String> items = new ArrayList<>();
        for (Object item : list) {
            Map<String, String> nested = new TreeMap<>();
            collect("", item, nested);
            nested.keySet().removeIf(name -> OWN.matcher(path + ".0." + name).matches());
            items.add(nested.toString());
        }
        fields.put(
                path,
                (UNORDERED.matcher(path).matches() ? items.stream().sorted().toList() : items).toString());
    }

    private String text(@Nullable Object value) {
        String text = String.valueOf(value);
        if (namesById.keySet().stream().anyMatch(id -> text.length() == SHORT_ID && id.startsWith(text))) {
            return "ID";
        }
        String named = ANY_ID.matcher(text).replaceAll(id -> namesById.getOrDefault(id.group(), "ID"));
        return FREE_MAC.matcher(FREE_POOL.matcher(named).replaceAll("POOL")).replaceAll("MAC");
    }
}
