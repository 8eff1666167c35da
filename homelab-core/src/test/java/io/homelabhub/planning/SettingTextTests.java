package io.homelabhub.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.observed.ObservedNetwork;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.NetworkSpec;
import io.homelabhub.secret.SecretMask;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTextTests {
    private static String text(String member, Object value) {
        return SettingText.of(member, ApiObject.of(Map.of("value", value)).get("value"), Map.of());
    }

    private static List<String> differences(ApiObject config, ApiObject host, ApiObject live) {
        ContainerSpec wanted =
                new ContainerSpec("web", "web:1", Optional.empty(), Map.of(), config, host, List.of(), List.of());
        return new ContainerComparison(
                        wanted, live, Optional.of(ApiObject.EMPTY), Map.of(), SecretMask.NONE, false, Set.of())
                .differences().stream().map(FieldDifference::toString).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "Healthcheck.Interval, 90000000000, 1m30s",
        "Healthcheck.Timeout, 500000000, 0.5s",
        "Healthcheck.StartPeriod, 3600000000000, 1h",
        "StopTimeout, 75, 1m15s",
        "Memory, 536870912, 512m",
        "Memory, 1610612736, 1536m",
        "MemoryReservation, 1073741824, 1g",
        "ShmSize, 1000, 1000",
        "MemorySwap, -1, -1",
        "NanoCpus, 1500000000, 1.5",
        "NanoCpus, 2000000000, 2",
        "PidsLimit, 200, 200"
    })
    void numbers_have_units(String member, long value, String shown) {
        assertThat(text(member, value)).isEqualTo(shown);
    }

    @Test
    void ports_are_in_the_short_form() {
        Map<String, Object> ports = Map.of(
                "80/tcp", List.of(Map.of("HostIp", "", "HostPort", "8080"), Map.of("HostIp", "", "HostPort", "8081")),
                "53/udp", List.of(Map.of("HostIp", "127.0.0.1", "HostPort", "53")),
                "90/tcp", List.of(Map.of("HostIp", "::1", "HostPort", "9090")),
                "70/tcp", List.of(Map.of("HostIp", "127.0.0.1", "HostPort", "")),
                "60/tcp", List.of(Map.of("HostIp", "", "HostPort", "")));

        assertThat(text("PortBindings", ports))
                .isEqualTo("[127.0.0.1:53:53/udp, 127.0.0.1::70, 60, 8080:80, 8081:80, [::1]:9090:90]");
    }

    @Test
    void objects_are_in_the_short_form() {
        assertThat(text("RestartPolicy", Map.of("Name", "on-failure", "MaximumRetryCount", 3)))
                .isEqualTo("on-failure:3");
        assertThat(text("RestartPolicy", Map.of("Name", "always", "MaximumRetryCount", 0)))
                .isEqualTo("always");
        assertThat(text("LogConfig", Map.of("Type", "json-file", "Config", Map.of("max-size", "10m", "max-file", "3"))))
                .isEqualTo("json-file with max-file=3, max-size=10m");
        assertThat(text("IPAMConfig", Map.of("IPv4Address", "10.0.0.5", "IPv6Address", "fd00::5")))
                .isEqualTo("10.0.0.5, fd00::5");
        assertThat(text(
                        "Ulimits",
                        List.of(
                                Map.of("Name", "nproc", "Soft", 10, "Hard", 10),
                                Map.of("Name", "nofile", "Soft", 1024, "Hard", 4096))))
                .isEqualTo("[nofile=1024:4096, nproc=10]");
        assertThat(text(
                        "Devices",
                        List.of(Map.of("PathOnHost", "/dev/a", "PathInContainer", "/dev/b", "CgroupPermissions", "r"))))
                .isEqualTo("[/dev/a:/dev/b:r]");
        assertThat(text("DeviceRequests", List.of(Map.of("Driver", "nvidia", "Count", -1))))
                .isEqualTo("[nvidia all]");
        assertThat(text("BlkioDeviceReadBps", List.of(Map.of("Path", "/dev/sda", "Rate", 1048576))))
                .isEqualTo("[/dev/sda=1m]");
    }

    @Test
    void a_changed_field_is_told_in_the_owners_units() {
        ApiObject config = ApiObject.of(Map.of(
                "Env",
                List.of("EMPTY="),
                "Healthcheck",
                Map.of("Test", List.of("CMD", "true"), "Interval", 5000000000L)));
        ApiObject host = ApiObject.of(
                Map.of("ReadonlyRootfs", true, "PortBindings", Map.of("80/tcp", List.of(Map.of("HostPort", "8080")))));
        ApiObject live = ApiObject.of(Map.of(
                "Config",
                Map.of("Healthcheck", Map.of("Test", List.of("CMD", "true"), "Interval", 30000000000L)),
                "HostConfig",
                Map.of("PortBindings", Map.of("80/tcp", List.of(Map.of("HostPort", "80"))))));

        assertThat(differences(config, host, live))
                .containsExactly(
                        "environment.EMPTY: (none) -> \"\"",
                        "healthcheck.interval: 30s -> 5s",
                        "ports: [80:80] -> [8080:80]",
                        "read_only: false -> true");
    }

    @Test
    void what_two_short_forms_leave_out_is_told_in_full() {
        ApiObject host = ApiObject.of(
                Map.of("DeviceRequests", List.of(Map.of("Count", 1, "Capabilities", List.of(List.of("gpu"))))));
        ApiObject live = ApiObject.of(Map.of(
                "HostConfig",
                Map.of("DeviceRequests", List.of(Map.of("Count", 1, "Capabilities", List.of(List.of("video")))))));

        assertThat(differences(ApiObject.EMPTY, host, live))
                .singleElement()
                .asString()
                .contains("video")
                .contains("gpu");
    }

    @Test
    void a_networks_pools_and_empty_options_are_told_plainly() {
        NetworkSpec wanted = new NetworkSpec(
                "lan",
                Map.of(),
                ApiObject.of(Map.of(
                        "Options",
                        Map.of("parent", ""),
                        "IPAM",
                        Map.of("Config", List.of(Map.of("Subnet", "10.79.1.0/24", "Gateway", "10.79.1.1"))))));
        ObservedNetwork live = new ObservedNetwork(
                "n1",
                "lan",
                Map.of(),
                ApiObject.of(Map.of("IPAM", Map.of("Config", List.of(Map.of("Subnet", "10.78.1.0/24"))))));

        assertThat(new NetworkComparison(wanted, live).differences())
                .extracting(FieldDifference::toString)
                .containsExactly(
                        "driver_opts.parent: (none) -> \"\"",
                        "ipam.config: [10.78.1.0/24] -> [10.79.1.0/24 (gateway 10.79.1.1)]");
    }
}
