package io.homelabhub.cli.command.hosts;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.Page;
import io.homelabhub.host.Host;
import io.homelabhub.inventory.NewHost;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab hosts add}: gives a machine a name. */
final class HostsAddCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this, "Adds a host to hosts.yaml beside the catalog.", "What stands there stays as it is. Asks no engine.");

    private final Supplier<String> name = syntax.word(
            PositionalParamSpec.builder().index("0").paramLabel("HOST").description("Its name, for --host."));

    private final Supplier<String> endpoint = syntax.word(
            PositionalParamSpec.builder()
                    .index("1")
                    .paramLabel("ENDPOINT")
                    .description(
                            "Where its engine listens: ssh://ann@10.0.0.2, tcp://10.0.0.2:2376 or unix:///var/run/docker.sock."));

    private final Supplier<Optional<String>> address = syntax.value(
            String.class,
            OptionSpec.builder("--address")
                    .paramLabel("ADDRESS")
                    .description("Where other hosts reach the ports that it publishes; default is nowhere."));

    private final Supplier<Optional<Path>> certificates = syntax.value(
            Path.class,
            OptionSpec.builder("--certificates")
                    .paramLabel("DIR")
                    .description("The folder with ca.pem, cert.pem and key.pem, for tcp with TLS."));

    HostsAddCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        Optional<Path> folder = certificates
                .get()
                .map(given ->
                        invocation.console().workingDirectory().resolve(given).normalize());
        Host host = invocation.runtime().hosts().add(new NewHost(name.get(), endpoint.get(), folder, address.get()));
        Page page = invocation.messages();
        page.line("Added " + host + " to " + host.location().file() + ".");
        if (host.isOpen()) {
            page.line(HostChecksResult.OPEN.formatted(host));
        }
        page.advice("`homelab hosts check " + host.name() + "` asks its engine.");
        return ExitCode.DONE;
    }
}
