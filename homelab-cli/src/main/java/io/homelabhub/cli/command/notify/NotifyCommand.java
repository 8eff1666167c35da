package io.homelabhub.cli.command.notify;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.notification.Delivery;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab notify}: tells the channels of {@code notify} that they can be told. */
public final class NotifyCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Sends a test to the channels that `notify` in the catalog names, and says what became of it.",
            "They are told by themselves when a deploy fails, and by `homelab web` and `homelab jobs serve` of what"
                    + " these see.");

    private final Supplier<List<String>> names = syntax.words(PositionalParamSpec.builder()
            .paramLabel("CHANNEL")
            .arity("0..*")
            .description("Channels; all if none is given."));

    private final FormatOption format = new FormatOption(syntax);

    public NotifyCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        List<Delivery> deliveries = invocation.runtime().notifications().test(names.get());
        invocation.show(new NotifyResult(deliveries), format.format());
        return deliveries.stream().allMatch(Delivery::isDone) ? ExitCode.DONE : ExitCode.UNHEALTHY;
    }
}
