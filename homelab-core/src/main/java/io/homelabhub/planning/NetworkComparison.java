package io.homelabhub.planning;

import io.homelabhub.observed.ObservedNetwork;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares a network that shall be with one that is, setting by setting. What nobody asked for may be whatever an engine chooses
 * by itself.
 */
final class NetworkComparison {
    /** The subnets that engines choose: those of Docker's default pools, its own for IPv6, and Podman's. */
    private static final Pattern CHOSEN = Pattern.compile(
            "172\\.(1[7-9]|2\\d|3[01])\\.0\\.0/16|192\\.168\\.\\d+\\.0/20|10\\.89\\.\\d+\\.0/24|fd.*/64");

    private final List<FieldDifference> differences = new ArrayList<>();

    NetworkComparison(NetworkSpec wanted, ObservedNetwork network) {
        ApiObject asked = wanted.settings();
        ApiObject there = network.settings();
        compare("driver", "Driver", asked, there, "bridge");
        compare("internal", "Internal", asked, there, false);
        compare("attachable", "Attachable", asked, there, false);
        compare("enable_ipv4", "EnableIPv4", asked, there, true);
        compare("enable_ipv6", "EnableIPv6", asked, there, false);
        compareEach(
                "driver_opts.",
                asked.object("Options").texts(),
                there.object("Options").texts());
        compareEach("labels.", OwnLabels.without(wanted.labels()), OwnLabels.without(network.labels()));
        compareIpam(asked.object("IPAM"), there.object("IPAM"));
    }

    /** What differs, sorted by path; empty if nothing does. */
    List<FieldDifference> differences() {
        return differences.stream().sorted().toList();
    }

    private void compareIpam(ApiObject asked, ApiObject there) {
        compare("ipam.driver", "Driver", asked, there, "default");
        compareEach(
                "ipam.options.",
                asked.object("Options").texts(),
                there.object("Options").texts());
        List<ApiObject> pools = asked.objects("Config");
        List<ApiObject> livePools = there.objects("Config");
        boolean same = pools.isEmpty()
                ? livePools.stream().allMatch(NetworkComparison::isChosen)
                : pools.size() == livePools.size()
                        && pools.stream().allMatch(pool -> livePools.stream().anyMatch(live -> isSame(pool, live)));
        if (!same) {
            differ("ipam.config", SettingText.pools(livePools), SettingText.pools(pools));
        }
    }

    /** Whether a pool has all that was asked for; an engine adds the gateway. */
    private static boolean isSame(ApiObject pool, ApiObject live) {
        ApiObject compared = pool.get("Gateway") == null ? live.without("Gateway") : live;
        return NormalForm.of("Config", pool, Map.of()).equals(NormalForm.of("Config", compared, Map.of()));
    }

    private static boolean isChosen(ApiObject pool) {
        return CHOSEN.matcher(pool.string("Subnet").orElse("")).matches()
                && EngineDefaults.isEmpty(pool.get("IPRange"))
                && EngineDefaults.isEmpty(pool.get("AuxiliaryAddresses"));
    }

    private void compare(String path, String member, ApiObject asked, ApiObject there, Object usual) {
        Object wanted = orUsual(asked.get(member), usual);
        Object live = orUsual(there.get(member), usual);
        if (!wanted.equals(live)) {
            differ(path, live.toString(), wanted.toString());
        }
    }

    private static Object orUsual(@Nullable Object value, Object usual) {
        return value == null || value.equals("") ? usual : value;
    }

    private void compareEach(String prefix, Map<String, String> asked, Map<String, String> there) {
        TreeSet<String> keys = new TreeSet<>(asked.keySet());
        keys.addAll(there.keySet());
        for (String key : keys) {
            String before = shown(there, key);
            String after = shown(asked, key);
            if (!before.equals(after)) {
                differ(prefix + key, before, after);
            }
        }
    }

    private static String shown(Map<String, String> values, String key) {
        String value = values.get(key);
        return value == null ? "" : FieldDifference.given(value);
    }

    private void differ(String path, String before, String after) {
        differences.add(new FieldDifference(path, before, after));
    }
}
