package io.homelabhub.planning;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.spelling.ContainerPort;
import io.homelabhub.spelling.IpAddress;
import io.homelabhub.spelling.IpSubnet;
import io.homelabhub.spelling.MacAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings two spellings of one setting into one form. */
final class NormalForm {
    /** Lists whose order says nothing. */
    private static final Set<String> UNORDERED = Set.of(
            "CapAdd",
            "CapDrop",
            "SecurityOpt",
            "GroupAdd",
            "ExtraHosts",
            "Devices",
            "Ulimits",
            "ExposedPorts",
            "Mounts",
            "DeviceCgroupRules",
            "Aliases",
            "Links");

    /** A link on the default bridge, as an engine shows it: {@code /other:/own/alias}. */
    private static final Pattern SHOWN_LINK = Pattern.compile("/([^:]+):/[^/]+/(.+)");

    /** Objects whose members are named by the owner, with values of which an empty one is a value, too. */
    private static final Set<String> FREE_NAMES = Set.of("PortBindings", "Tmpfs", "Sysctls");

    private NormalForm() {}

    /** {@code value} in a form whose {@code equals} is the question whether two settings are the same. */
    static Object of(String member, @Nullable Object value, Map<String, String> namesById) {
        if (EngineDefaults.isEmpty(value)) {
            return "";
        }
        if (value instanceof List<?> list) {
            return list(member, list, namesById);
        }
        if (value instanceof ApiObject object) {
            return object(member, object, namesById);
        }
        if (value instanceof String text) {
            return text(member, text, namesById);
        }
        return value instanceof Number number ? number(number) : String.valueOf(value);
    }

    private static Object list(String member, List<?> list, Map<String, String> namesById) {
        List<Object> items =
                list.stream().map(item -> of(member, item, namesById)).toList();
        return UNORDERED.contains(member)
                ? items.stream().map(String::valueOf).sorted().toList()
                : items;
    }

    private static Object object(String member, ApiObject object, Map<String, String> namesById) {
        Map<String, Object> members = new TreeMap<>();
        object.members().forEach((name, value) -> {
            Object normal = of(member.equals("AuxiliaryAddresses") ? member : name, value, namesById);
            boolean noRestart = name.equals("Name") && normal.equals("no") && member.equals("RestartPolicy");
            if (FREE_NAMES.contains(member) || (!normal.equals("") && !noRestart)) {
                members.put(member.equals("PortBindings") ? ContainerPort.canonical(name) : name, normal);
            }
        });
        return members.isEmpty() ? "" : members;
    }

    private static String text(String member, String text, Map<String, String> namesById) {
        if (text.startsWith("container:")) {
            String other = text.substring("container:".length());
            return "container:" + namesById.getOrDefault(other, other);
        }
        return switch (member) {
            case "CapAdd", "CapDrop" -> {
                String upper = text.toUpperCase(Locale.ROOT);
                yield upper.startsWith("CAP_") ? upper.substring(4) : upper;
            }
            case "Links" -> SHOWN_LINK.matcher(text).replaceFirst("$1:$2");
            case "VolumesFrom" -> named(text, namesById);
            case "NetworkMode" -> text.equals("bridge") ? "default" : text;
            case "HostIp" -> text.equals("0.0.0.0") ? "" : IpAddress.canonical(text);
            case "Dns", "IPv4Address", "IPv6Address", "LinkLocalIPs", "Gateway", "AuxiliaryAddresses" ->
                IpAddress.canonical(text);
            case "Subnet", "IPRange" -> IpSubnet.canonical(text);
            case "ExtraHosts" -> host(text);
            case "MacAddress" -> MacAddress.canonical(text);
            default -> text;
        };
    }

    /** {@code NAME:ADDRESS}, the address without the brackets that it may have. */
    private static String host(String text) {
        int colon = text.indexOf(':') + 1;
        String address = text.substring(colon);
        boolean bracketed = address.startsWith("[") && address.endsWith("]");
        return text.substring(0, colon)
                + IpAddress.canonical(bracketed ? address.substring(1, address.length() - 1) : address);
    }

    /** {@code CONTAINER} or {@code CONTAINER:MODE}, the container by its name. */
    private static String named(String text, Map<String, String> namesById) {
        int colon = text.indexOf(':');
        String container = colon < 0 ? text : text.substring(0, colon);
        return namesById.getOrDefault(container, container) + (colon < 0 ? "" : text.substring(colon));
    }

    private static Object number(Number number) {
        return number.doubleValue() == number.longValue() ? (Object) number.longValue() : number;
    }

    /** A normal form as text, the same for the same settings. */
    static String text(@Nullable Object normal) {
        if (normal instanceof List<?> list) {
            return list.stream().map(NormalForm::text).collect(Collectors.joining(", ", "[", "]"));
        }
        if (normal instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return String.valueOf(normal);
    }
}
