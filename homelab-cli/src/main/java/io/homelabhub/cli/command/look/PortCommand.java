package io.homelabhub.cli.command.look;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.ListingOptions;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.look.Look;
import io.homelabhub.look.ServicePort;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab port}: where services are reached. */
public final class PortCommand implements Command {
    private static final Pattern PORT = Pattern.compile("(\\d{1,5})(?:/([a-z]+))?");
    private static final int HIGHEST = 65_535;

    /** The transports that ports can be of. */
    enum Protocol {
        TCP,
        UDP,
        SCTP
    }

    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Prints the address on this host that leads to a port of a service; without a port, all of them.",
            "As `homelab port web 80`, which prints 0.0.0.0:8080.");

    private final Supplier<List<String>> words = syntax.words(PositionalParamSpec.builder()
            .paramLabel("NAME [PORT[/PROTOCOL]]")
            .arity("0..2")
            .description("A service, and the port in its container. Without a port also a group or pattern."));

    private final Supplier<Optional<Integer>> index = syntax.value(
            Integer.class,
            OptionSpec.builder("--index")
                    .paramLabel("N")
                    .description("Which of the service's containers; the first if not given."));

    private final Supplier<Protocol> protocol = syntax.choice(
            Protocol.TCP,
            OptionSpec.builder("--protocol").paramLabel("PROTOCOL").description("tcp, udp or sctp; tcp if not given."));

    private final ListingOptions listing = ListingOptions.withoutIds(syntax);

    public PortCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    /** The end of a service's that is asked for. */
    private record End(int port, String protocol) {
        boolean isOf(ServicePort published) {
            return published.port().containerPort() == port
                    && published.port().protocol().equals(protocol);
        }

        @Override
        public String toString() {
            return port + "/" + protocol;
        }
    }

    @Override
    public ExitCode run() {
        List<String> given = words.get();
        Optional<End> end = given.size() < 2 ? Optional.empty() : Optional.of(end(given.get(1)));
        Look<ServicePort> look =
                invocation.runtime().services().ports(given.stream().limit(1).toArray(String[]::new));
        invocation.tell(look.problems());
        List<ServicePort> ports = look.items().stream()
                .filter(port ->
                        index.get().filter(number -> number != port.index()).isEmpty())
                .toList();
        if (end.isEmpty()) {
            invocation.show(new PortResult(look.project(), ports), listing);
            return ExitCode.DONE;
        }
        return printAddress(given.get(0), ports, end.get());
    }

    private End end(String text) {
        Matcher matcher = PORT.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > HIGHEST) {
            throw new UsageException(
                    "the port is '" + text + "'; give a number up to " + HIGHEST + ", as 80 or 53/udp");
        }
        String usual = protocol.get().name().toLowerCase(Locale.ROOT);
        return new End(
                Integer.parseInt(matcher.group(1)),
                Optional.ofNullable(matcher.group(2)).orElse(usual));
    }

    /** One line, as scripts want it: of the first container, by IPv4 where there is a choice. */
    private ExitCode printAddress(String service, List<ServicePort> ports, End end) {
        Optional<ServicePort> first = ports.stream()
                .filter(end::isOf)
                .min(Comparator.comparingInt(ServicePort::index).thenComparing(PortCommand::isSecondChoice));
        first.ifPresent(port -> invocation.console().out().print(PortResult.address(port.port()) + "\n"));
        if (first.isEmpty()) {
            String others = ports.stream()
                    .map(port -> port.port().containerPort() + "/" + port.port().protocol())
                    .distinct()
                    .collect(Collectors.joining(", "));
            invocation
                    .messages()
                    .advice("homelab: port " + end + " of " + service + " is not published; "
                            + (others.isEmpty()
                                    ? "none is. `homelab status " + service + "` says whether it runs."
                                    : "published are " + others + "."));
        }
        return first.isPresent() ? ExitCode.DONE : ExitCode.USAGE;
    }

    private static boolean isSecondChoice(ServicePort port) {
        return port.port().hostAddress().contains(":");
    }
}
