package io.homelabhub.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.backup.store.BackupException;
import org.junit.jupiter.api.Test;

class RedisServerTests {
    @Test
    void what_a_server_tells_is_read() {
        assertThat(RedisServer.facts(
                        "cache", "# Server\r\nredis_version:7.2.5\r\n\r\n# Persistence\r\naof_enabled:1\r\n"))
                .containsEntry("redis_version", "7.2.5")
                .containsEntry("aof_enabled", "1");
        RedisServer.Keys keys = RedisServer.keys(
                "cache", "# Keyspace\r\ndb0:keys=3,expires=1,avg_ttl=0\r\ndb2:keys=4,expires=0,avg_ttl=0\r\n");
        assertThat(keys.count()).isEqualTo(7);
        assertThat(keys.expiring()).isEqualTo(1);
        assertThat(RedisServer.keys("cache", "# Keyspace\r\n").count()).isZero();
    }

    @Test
    void a_server_that_lets_nobody_in_is_not_one_without_a_log_and_without_keys() {
        String refusal = "NOAUTH Authentication required.\n\n";

        assertThatThrownBy(() -> RedisServer.facts("cache", refusal))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("cache does not tell")
                .hasMessageContaining("NOAUTH");
        assertThatThrownBy(() -> RedisServer.keys("cache", refusal)).isInstanceOf(BackupException.class);
        assertThatThrownBy(() -> RedisServer.facts("cache", "")).hasMessageContaining("nothing");
    }
}
