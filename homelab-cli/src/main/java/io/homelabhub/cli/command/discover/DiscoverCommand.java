package io.homelabhub.cli.command.discover;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.discovery.DiscoveryFormat;
import io.homelabhub.sops.disk.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** {@code homelab discover}: tells another program where services answer. */
public final class DiscoverCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Writes where services answer, in the form of another program.",
            "As seen from --host, else from this machine. Asks no engine. Nothing is written while a service with domains cannot be"
                    + " reached.");

    private final Supplier<DiscoveryFormat> format = syntax.choice(
            DiscoveryFormat.CADDYFILE,
            OptionSpec.builder("--format")
                    .paramLabel("FORM")
                    .description("caddyfile (if not given), traefik, prometheus, hosts, dnsmasq or consul."));

    private final OutsideOption outside = new OutsideOption(syntax);

    private final Supplier<Optional<Path>> to = syntax.value(
            Path.class,
            OptionSpec.builder("--to")
                    .paramLabel("FILE")
                    .description(
                            "Replaces that file, whole and by a rename, if it differs; default is standard output."));

    private final Supplier<Boolean> check = syntax.flag(OptionSpec.builder("--check")
            .description("Writes nothing. Ends with 10 if the file of --to is not as it would be written."));

    public DiscoverCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        Optional<Path> file = to.get().map(invocation.console().workingDirectory()::resolve);
        if (check.get() && file.isEmpty()) {
            throw new UsageException("--check compares the file of --to, which is not given");
        }
        file.ifPresent(this::requireReadByTraefik);
        String text = invocation.runtime().discovery().text(format.get(), outside.isGiven());
        if (file.isEmpty()) {
            invocation.console().out().print(text);
            return ExitCode.DONE;
        }
        return written(file.get(), text);
    }

    /** Its file provider fails for a file whose name ends in another way, and for all others then. */
    private void requireReadByTraefik(Path file) {
        String name = file.toString();
        if (format.get() == DiscoveryFormat.TRAEFIK && !name.endsWith(".yml") && !name.endsWith(".yaml")) {
            throw new UsageException("--to is " + file + "; Traefik reads only files whose names end in .yml or .yaml");
        }
    }

    private ExitCode written(Path file, String text) {
        try {
            boolean same = Files.exists(file) && Files.readString(file).equals(text);
            if (check.get()) {
                invocation.messages().line(file + (same ? " is as it should be." : " is not as it should be."));
                return same ? ExitCode.DONE : ExitCode.CHANGES_PENDING;
            }
            if (!same) {
                WholeFile.publish(file, text.getBytes(StandardCharsets.UTF_8));
            }
            invocation.messages().line(file + (same ? " is as it should be." : " is written."));
            return ExitCode.DONE;
        } catch (IOException failure) {
            throw new UsageException("--to: " + file + " cannot be written: " + failure.getMessage());
        }
    }
}
