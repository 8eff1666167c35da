package io.homelabhub.cli.command.setup;

import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.engine.EngineException;
import java.util.ArrayList;
import java.util.List;

/** Whether an engine answers, and what to do if none does. */
final class EngineCheck {
    private static final String SUBJECT = "Engine";

    private final Invocation invocation;
    private final Machine machine;

    EngineCheck(Invocation invocation, Machine machine) {
        this.invocation = invocation;
        this.machine = machine;
    }

    boolean answers() {
        return check().state() == Check.State.OK;
    }

    Check check() {
        try {
            return Check.ok(SUBJECT, invocation.runtime().engine().toString());
        } catch (EngineException e) {
            return Check.problem(SUBJECT, ExitCode.ENGINE_UNREACHABLE, String.valueOf(e.getMessage()), fix(e));
        }
    }

    private List<String> fix(EngineException failure) {
        String sudo = machine.needsSudo() ? "sudo " : "";
        if (failure.kind() == EngineException.Kind.UNAUTHORIZED) {
            return List.of("sudo usermod -aG docker \"$USER\"   # then log in again");
        }
        if (machine.hasDockerDaemon()) {
            return List.of(sudo + "service docker start");
        }
        return machine.hasApt()
                ? List.of("homelab setup --install-engine")
                : List.of("# install Docker Engine 20.10 or newer: https://docs.docker.com/engine/install/");
    }

    /** Installs the distribution's own Docker. Says on standard error what it types. */
    void install() {
        if (!machine.hasApt()) {
            invocation
                    .messages()
                    .line("This is neither Debian nor Ubuntu: install Docker with the system's own tools.");
            return;
        }
        boolean done = run("apt-get", "update")
                && run("apt-get", "install", "--yes", "--no-install-recommends", "docker.io", "iptables")
                && run("service", "docker", "start");
        invocation.messages().line(done ? "Docker is installed." : "That did not work; see above.");
        invocation.console().flush();
    }

    private boolean run(String... words) {
        List<String> command = new ArrayList<>();
        if (machine.needsSudo()) {
            command.add("sudo");
        }
        command.addAll(List.of(words));
        invocation.messages().line("$ " + String.join(" ", command));
        invocation.console().flush();
        return machine.run(command) == 0;
    }
}
