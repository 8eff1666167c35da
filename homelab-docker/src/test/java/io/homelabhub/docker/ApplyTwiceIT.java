package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * After an apply there is nothing to do, whatever the files ask for. Each deploy here ends with a second plan that has to be
 * empty.
 */
@Tag("interoperation")
@Tag("long")
class ApplyTwiceIT {
    private static final String SLEEP = """
            command: ["sh", "-c", 'trap "exit 0" TERM; sleep 600 & wait']
                x-homelab: {settles-within: 0s}""";

    @RegisterExtension
    final LiveProject project = new LiveProject();

    /** Deploys; {@code SLEEP} stands for a command that ends when asked to. */
    private void deploy(String compose) {
        project.compose(compose.replace("SLEEP", SLEEP).replace("busybox:1", RealEngine.IMAGE));
        project.deploy();
    }

    @Test
    void limits() {
        deploy("""
                services:
                  app:
                    image: busybox:1
                    SLEEP
                    cpus: 0.25
                    cpu_shares: 512
                    mem_limit: 48m
                    mem_reservation: 16m
                    pids_limit: 50
                    shm_size: 16m
                    oom_score_adj: 100
                    ulimits:
                      nofile: 1024
                      core: {soft: 0, hard: 0}
                  deployed:
                    image: busybox:1
                    SLEEP
                    deploy:
                      replicas: 2
                      resources:
                        limits: {cpus: "0.5", memory: 32M, pids: 40}
                        reservations: {memory: 8M}
                      restart_policy: {condition: on-failure, max_attempts: 3}
                """);
    }

    @Test
    void health_checks() {
        deploy("""
                services:
                  command:
                    image: busybox:1
                    SLEEP
                    healthcheck: {test: ["CMD", "true"], interval: 30s, timeout: 5s, retries: 2, start_period: 1m, start_interval: 1s}
                  shell:
                    image: busybox:1
                    SLEEP
                    healthcheck: {test: "test -d / || exit 1", interval: 90s}
                    depends_on:
                      command: {condition: service_healthy}
                  off:
                    image: busybox:1
                    SLEEP
                    healthcheck: {disable: true}
                """);
    }

    @Test
    void networks() {
        deploy("""
                services:
                  app:
                    image: busybox:1
                    SLEEP
                    hostname: app-host
                    domainname: example.internal
                    dns: [127.0.0.11]
                    dns_search: [example.internal]
                    extra_hosts: ["gateway:host-gateway", "other=192.0.2.7"]
                    networks:
                      front:
                        aliases: [web, www]
                      back:
                        priority: 10
                  plain:
                    image: busybox:1
                    SLEEP
                  alone:
                    image: busybox:1
                    SLEEP
                    network_mode: none
                networks:
                  front:
                    driver_opts: {com.docker.network.bridge.enable_icc: "true"}
                  back:
                    internal: true
                    labels: {purpose: data}
                """);
        assertThat(project.container("app").networks()).hasSize(2);
    }

    @Test
    void volumes_and_mounts() {
        project.write("file.conf", "bound");
        deploy("""
                services:
                  app:
                    image: busybox:1
                    SLEEP
                    read_only: true
                    tmpfs: [/run, "/tmp:size=1m,mode=1777"]
                    volumes:
                      - data:/data
                      - /anonymous
                      - ./file.conf:/etc/file.conf:ro
                      - {type: bind, source: ./folder, target: /folder, bind: {create_host_path: true}}
                      - {type: volume, source: data, target: /again, read_only: true, volume: {nocopy: true}}
                  reader:
                    image: busybox:1
                    SLEEP
                    volumes_from: ["app:ro"]
                    volumes:
                      - {type: tmpfs, target: /scratch, tmpfs: {size: 1048576, mode: 01777}}
                volumes:
                  data:
                    labels: {purpose: test}
                """);
        assertThat(project.output("app", "cat", "/etc/file.conf")).isEqualTo("bound");
    }

    @Test
    void configs_and_secrets() {
        project.variable("TOKEN", "from-the-environment");
        project.write("secret.txt", "from-a-file");
        deploy("""
                services:
                  app:
                    image: busybox:1
                    SLEEP
                    configs:
                      - {source: inline, target: /etc/inline.conf, mode: 0440}
                    secrets:
                      - token
                      - {source: file, target: renamed}
                configs:
                  inline:
                    content: |
                      answer = 42
                secrets:
                  token: {environment: TOKEN}
                  file: {file: ./secret.txt}
                """);
        assertThat(project.output("app", "cat", "/etc/inline.conf", "/run/secrets/token", "/run/secrets/renamed"))
                .isEqualTo("answer = 42\nfrom-the-environmentfrom-a-file");
    }

    @Test
    void capabilities_and_security() {
        deploy("""
                services:
                  app:
                    image: busybox:1
                    SLEEP
                    cap_add: [NET_ADMIN, CAP_SYS_TIME]
                    cap_drop: [ALL]
                    security_opt: ["no-new-privileges:true"]
                    user: "1000:1000"
                    group_add: ["2000", "44"]
                    working_dir: /tmp
                    init: true
                    stop_signal: SIGUSR1
                    stop_grace_period: 1s
                    sysctls: {net.core.somaxconn: "256"}
                    tty: true
                    stdin_open: true
                """);
    }

    @Test
    void logging() {
        deploy("""
                services:
                  filed:
                    image: busybox:1
                    SLEEP
                    logging:
                      driver: json-file
                      options: {max-size: 1m, max-file: "2"}
                  silent:
                    image: busybox:1
                    SLEEP
                    logging: {driver: none}
                """);
    }

    @Test
    void one_shots_that_others_wait_for() {
        deploy("""
                services:
                  migrate:
                    image: busybox:1
                    command: ["sh", "-c", "echo done > /data/done"]
                    volumes: ["data:/data"]
                  app:
                    image: busybox:1
                    SLEEP
                    volumes: ["data:/data"]
                    depends_on:
                      migrate: {condition: service_completed_successfully}
                volumes:
                  data:
                """);
        assertThat(project.output("app", "cat", "/data/done")).isEqualTo("done");
        assertThat(project.container("migrate").state()).isEqualTo(ContainerState.EXITED);
    }

    @Test
    void shared_namespaces() {
        deploy("""
                services:
                  owner:
                    image: busybox:1
                    SLEEP
                    ipc: shareable
                  guest:
                    image: busybox:1
                    SLEEP
                    network_mode: service:owner
                    pid: service:owner
                    ipc: service:owner
                """);
        // who shares with a container that is made anew is made anew as well
        String guest = project.container("guest").id();
        String owner = project.container("owner").id();
        project.compose("""
                services:
                  owner:
                    image: busybox:1
                    SLEEP
                    ipc: shareable
                    environment: {CHANGED: "yes"}
                  guest:
                    image: busybox:1
                    SLEEP
                    network_mode: service:owner
                    pid: service:owner
                    ipc: service:owner
                """.replace("SLEEP", SLEEP).replace("busybox:1", RealEngine.IMAGE));
        assertThat(VerdictLines.of(project.plan()))
                .containsExactly(
                        "RECREATE service:owner [CONFIGURATION_CHANGED] {environment.CHANGED: (none) -> yes}",
                        "RECREATE service:guest [DEPENDENCY_RECREATED(owner)]");
        project.deploy();
        assertThat(project.container("owner").id()).isNotEqualTo(owner);
        assertThat(project.container("guest").id()).isNotEqualTo(guest);
    }

    @Test
    void a_restart_that_follows_a_dependency() {
        String compose = """
                services:
                  base:
                    image: busybox:1
                    SLEEP
                    environment: {VERSION: "${VERSION}"}
                  follower:
                    image: busybox:1
                    SLEEP
                    depends_on:
                      base: {condition: service_started, restart: true}
                  bystander:
                    image: busybox:1
                    SLEEP
                    depends_on: [base]
                """;
        project.variable("VERSION", "1");
        deploy(compose);
        ObservedContainer follower = project.container("follower");
        project.variable("VERSION", "2");
        assertThat(VerdictLines.of(project.plan()))
                .containsExactly(
                        "RECREATE service:base [CONFIGURATION_CHANGED] {environment.VERSION: 1 -> 2}",
                        "RESTART service:follower [DEPENDENCY_RECREATED(base)]");
        deploy(compose);
        assertThat(project.container("follower").id()).isEqualTo(follower.id());
    }

    @Test
    void labels_environment_and_entrypoint() {
        project.write("app.env", "FROM_FILE=1\nQUOTED=\"a b\"\n");
        project.variable("PASSED", "through");
        deploy("""
                services:
                  app:
                    image: busybox:1
                    entrypoint: ["sh", "-c"]
                    command: ['trap "exit 0" TERM; sleep 600 & wait']
                    env_file: [app.env]
                    environment:
                      - PASSED
                      - NOT_SET
                      - EMPTY=
                      - DOLLAR=$$HOME
                    labels: {empty: "", owner: "some body"}
                    annotations: {note: kept}
                    expose: ["9000"]
                    ports: ["127.0.0.1::9001", "9002/udp"]
                """);
    }
}
