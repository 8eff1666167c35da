package io.homelabhub.docker;

import io.homelabhub.resource.ApiObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What an engine has of a project: the inspections of its containers, networks and volumes by name. */
record Made(Map<String, ApiObject> containers, Map<String, ApiObject> networks, Map<String, ApiObject> volumes) {

    /** The fields in which {@code other} differs, as {@code container web HostConfig.Init: true -> null}. */
    List<String> differencesTo(Made other) {
        Map<String, Map<String, String>> before = fields();
        Map<String, Map<String, String>> after = other.fields();
        List<String> differences = new ArrayList<>();
        Stream.of(before, after)
                .flatMap(fields -> fields.keySet().stream())
                .collect(TreeSet<String>::new, TreeSet::add, TreeSet::addAll)
                .forEach(name -> Inspections.differences(
                                before.getOrDefault(name, Map.of()), after.getOrDefault(name, Map.of()))
                        .forEach(difference -> differences.add(name + " " + difference)));
        return differences;
    }

    private Map<String, Map<String, String>> fields() {
        Map<String, String> names = new HashMap<>();
        ids().forEach((name, id) -> names.put(id, name));
        Inspections inspections = new Inspections(names);
        Map<String, Map<String, String>> fields = new TreeMap<>();
        containers.forEach((name, container) -> fields.put("container " + name, inspections.fields(container)));
        networks.forEach((name, network) -> fields.put("network " + name, inspections.fields(network)));
        volumes.forEach((name, volume) -> fields.put("volume " + name, inspections.fields(volume)));
        return fields;
    }

    /** The ids of the containers by name. */
    Map<String, String> ids() {
        Map<String, String> ids = new TreeMap<>();
        containers.forEach(
                (name, container) -> ids.put(name, container.string("Id").orElseThrow()));
        return ids;
    }
}
