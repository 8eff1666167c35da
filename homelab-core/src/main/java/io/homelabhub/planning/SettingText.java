package io.homelabhub.planning;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.time.TimeText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Settings of the Engine API as their owner writes them in a Compose file: short form, with units. */
final class SettingText {
    private static final BigDecimal BILLION = new BigDecimal("1e9");
    private static final List<String> SIZES = List.of("k", "m", "g", "t");
    private static final int STEP = 1024;

    private SettingText() {}

    /**
     * One member's value.
     *
     * @param member its name in the API, as {@code PortBindings} or {@code Healthcheck.Interval}
     * @return empty for nothing
     */
    static String of(String member, @Nullable Object value, Map<String, String> namesById) {
        Object normal = NormalForm.of(member, value, namesById);
        if (value == null || normal.equals("")) {
            return "";
        }
        return switch (member) {
            case "Healthcheck.Interval",
                    "Healthcheck.Timeout",
                    "Healthcheck.StartPeriod",
                    "Healthcheck.StartInterval" ->
                number(value, nanoseconds -> TimeText.exact(Duration.ofNanos(nanoseconds)));
            case "StopTimeout" -> number(value, seconds -> TimeText.exact(Duration.ofSeconds(seconds)));
            case "Memory", "MemoryReservation", "MemorySwap", "ShmSize" -> number(value, SettingText::size);
            case "NanoCpus" -> number(value, SettingText::cpus);
            case "PortBindings" -> ports(value);
            case "RestartPolicy" -> object(value, SettingText::restart);
            case "LogConfig" -> object(value, SettingText::logging);
            case "IPAMConfig" -> object(value, SettingText::addresses);
            case "Ulimits" -> list(value, SettingText::ulimit);
            case "Devices" -> list(value, SettingText::device);
            case "DeviceRequests" -> list(value, SettingText::gpus);
            case "BlkioWeightDevice" -> list(value, device -> text(device, "Path") + "=" + text(device, "Weight"));
            case "BlkioDeviceReadBps", "BlkioDeviceWriteBps" ->
                list(value, device -> text(device, "Path") + "=" + size(device.number("Rate")));
            case "BlkioDeviceReadIOps", "BlkioDeviceWriteIOps" ->
                list(value, device -> text(device, "Path") + "=" + text(device, "Rate"));
            default -> NormalForm.text(normal);
        };
    }

    /** The address pools of a network. */
    static String pools(List<ApiObject> pools) {
        return pools.isEmpty() ? "" : list(pools, SettingText::pool);
    }

    private static String number(Object value, Function<Long, String> text) {
        return value instanceof Number number ? text.apply(number.longValue()) : String.valueOf(value);
    }

    private static String object(Object value, Function<ApiObject, String> text) {
        return value instanceof ApiObject object ? text.apply(object) : String.valueOf(value);
    }

    private static String list(Object value, Function<ApiObject, String> text) {
        return value instanceof List<?> list
                ? list.stream().map(item -> object(item, text)).sorted().collect(Collectors.joining(", ", "[", "]"))
                : object(value, text);
    }

    /** {@code 512m}, {@code 1g}; what is no whole number of kilobytes stays in bytes. */
    static String size(long bytes) {
        long amount = bytes;
        int unit = -1;
        while (amount >= STEP && amount % STEP == 0 && unit < SIZES.size() - 1) {
            amount /= STEP;
            unit++;
        }
        return amount + (unit < 0 ? "" : SIZES.get(unit));
    }

    private static String cpus(long billionths) {
        return BigDecimal.valueOf(billionths)
                .divide(BILLION)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String ports(Object value) {
        if (!(value instanceof ApiObject ports)) {
            return String.valueOf(value);
        }
        List<String> texts = new ArrayList<>();
        new TreeMap<>(ports.members()).forEach((container, bindings) -> ports.objects(container)
                .forEach(binding -> texts.add(port(container, binding))));
        return texts.stream().sorted().collect(Collectors.joining(", ", "[", "]"));
    }

    /** {@code 8080:80}, {@code 127.0.0.1:5353:53/udp}, {@code 80} where the engine chooses. */
    private static String port(String container, ApiObject binding) {
        String target = container.endsWith("/tcp") ? container.substring(0, container.length() - 4) : container;
        String address =
                NormalForm.of("HostIp", text(binding, "HostIp"), Map.of()).toString();
        String shown = address.contains(":") ? "[" + address + "]" : address;
        String published = text(binding, "HostPort");
        return Stream.of(shown, published, target)
                .filter(part -> !part.isEmpty() || (!shown.isEmpty() && part.equals(published)))
                .collect(Collectors.joining(":"));
    }

    private static String restart(ApiObject policy) {
        long most = policy.number("MaximumRetryCount");
        return text(policy, "Name") + (most == 0 ? "" : ":" + most);
    }

    private static String logging(ApiObject log) {
        String options = log.object("Config").members().entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
        return Stream.of(text(log, "Type"), options)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" with "));
    }

    private static String addresses(ApiObject own) {
        return Stream.concat(
                        Stream.of(text(own, "IPv4Address"), text(own, "IPv6Address")),
                        own.strings("LinkLocalIPs").stream())
                .filter(address -> !address.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String ulimit(ApiObject limit) {
        long soft = limit.number("Soft");
        long hard = limit.number("Hard");
        return text(limit, "Name") + "=" + (soft == hard ? String.valueOf(soft) : soft + ":" + hard);
    }

    private static String device(ApiObject device) {
        return Stream.of(text(device, "PathOnHost"), text(device, "PathInContainer"), text(device, "CgroupPermissions"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(":"));
    }

    private static String gpus(ApiObject request) {
        List<String> devices = request.strings("DeviceIDs");
        long count = request.number("Count");
        String which = !devices.isEmpty() ? String.join(" ", devices) : count < 0 ? "all" : String.valueOf(count);
        return Stream.of(text(request, "Driver"), which)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String pool(ApiObject pool) {
        String more = Stream.of("IPRange", "Gateway", "AuxiliaryAddresses")
                .filter(member -> !EngineDefaults.isEmpty(pool.get(member)))
                .map(member -> ComposeKeys.of(member) + " "
                        + NormalForm.text(NormalForm.of(member, pool.get(member), Map.of())))
                .collect(Collectors.joining(", "));
        return text(pool, "Subnet") + (more.isEmpty() ? "" : " (" + more + ")");
    }

    private static String text(ApiObject object, String member) {
        Object value = object.get(member);
        return value == null ? "" : String.valueOf(value);
    }
}
