package io.homelabhub.spelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingTests {
    @ParameterizedTest
    @CsvSource({
        "FD00::1, fd00::1",
        "FD00:0:0:98::0:20, fd00:0:0:98::20",
        "0:0:0:0:0:0:0:1, ::1",
        "0:0:0:0:0:0:0:0, ::",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "1:0:3:0:5:0:7:0, 1:0:3:0:5:0:7:0",
        "::FFFF:0a00:0001, ::ffff:10.0.0.1",
        "64:ff9b::10.0.0.1, 64:ff9b::a00:1",
        "10.79.1.53, 10.79.1.53"
    })
    void an_address_has_one_spelling(String written, String canonical) {
        assertThat(IpAddress.canonical(written)).isEqualTo(canonical);
        assertThat(new IpAddress(written)).hasToString(canonical).isEqualTo(new IpAddress(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host-gateway",
                "1.2.3",
                "1.2.3.256",
                "01.2.3.4",
                "1:2:3",
                ":::",
                "1::2::3",
                "12345::",
                "::g",
                "1.2.3.4::",
                "1:2:3:4:5:6:7::8:9"
            })
    void what_is_no_address_stays_as_it_is(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
        assertThat(IpAddress.canonical(text)).isEqualTo(text);
        assertThatIllegalArgumentException().isThrownBy(() -> new IpAddress(text));
    }

    @ParameterizedTest
    @CsvSource({"FD00:0:0:98::/64, fd00:0:0:98::/64", "10.0.0.0/8, 10.0.0.0/8", "FD00::1, fd00::1", "none, none"})
    void a_subnet_has_one_spelling(String written, String canonical) {
        assertThat(IpSubnet.canonical(written)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "02:42:AC:11:00:02, 02:42:ac:11:00:02",
        "02-42-ac-11-00-02, 02:42:ac:11:00:02",
        "0242.AC11.0002, 02:42:ac:11:00:02",
        "02:42-ac:11:00:02, 02:42-ac:11:00:02",
        "none, none"
    })
    void an_address_of_a_network_card_has_one_spelling(String written, String canonical) {
        assertThat(MacAddress.canonical(written)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({"7000, 7000/tcp", "7000/TCP, 7000/tcp", "53/udp, 53/udp", "7000/, 7000/tcp", "8000-8001, 8000-8001"})
    void a_port_has_one_spelling(String written, String canonical) {
        assertThat(ContainerPort.canonical(written)).isEqualTo(canonical);
    }

    @Test
    void a_range_stands_for_each_of_its_ports() {
        assertThat(ContainerPort.all(List.of("8000-8002/UDP", "8001/udp", "80", "web")))
                .containsExactly("80/tcp", "8000/udp", "8001/udp", "8002/udp", "web");
        assertThat(ContainerPort.isRange("8000-8002")).isTrue();
        assertThat(ContainerPort.isRange("8000")).isFalse();
        assertThat(ContainerPort.isRange("a-b")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "web", "70000", "8002-8000", "-1", "80/tcp/udp"})
    void what_is_no_port_stands_for_none(String text) {
        assertThat(ContainerPort.parse(text)).isEmpty();
    }
}
