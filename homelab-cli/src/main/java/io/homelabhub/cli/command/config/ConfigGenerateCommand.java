package io.homelabhub.cli.command.config;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.OutputFormat;
import io.homelabhub.generation.GenerationPlan;
import io.homelabhub.generation.GenerationTarget;
import io.homelabhub.generation.PreparedGeneration;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab config generate}: the files of a deployment, made of settings, secrets and templates. */
final class ConfigGenerateCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Generates the files of a deployment from config/: settings, encrypted secrets and templates.",
            "They go to deployment/ENV/DOMAIN, which DEPLOYMENT_PATH is to name; all or none are written, for their owner alone.",
            "Shows which files and variables change, and never a value.");
    private final Supplier<String> environment = syntax.word(
            PositionalParamSpec.builder().index("0").paramLabel("ENV").description("The environment, as prod."));
    private final Supplier<String> domain = syntax.word(PositionalParamSpec.builder()
            .index("1")
            .paramLabel("DOMAIN")
            .description("The host's domain, as example.net."));
    private final Supplier<Boolean> check = syntax.flag(
            OptionSpec.builder("--check").description("Writes nothing, and ends with 10 if something would change."));
    private final Supplier<Boolean> overwrite = syntax.flag(
            OptionSpec.builder("--overwrite").description("Replaces files, too, that were changed by hand."));
    private final FormatOption format = new FormatOption(syntax);

    ConfigGenerateCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        GenerationTarget target = GenerationTargets.typed(() -> new GenerationTarget(environment.get(), domain.get()));
        PreparedGeneration prepared =
                GenerationTargets.configuration(invocation).plan(target);
        prepared.plan().warnings().forEach(warning -> invocation.messages().line(warning.toString()));
        if (check.get()) {
            show(prepared.plan(), false);
            return prepared.plan().isEmpty() ? ExitCode.DONE : ExitCode.CHANGES_PENDING;
        }
        show(prepared.write(overwrite.get()), true);
        return ExitCode.DONE;
    }

    private void show(GenerationPlan plan, boolean written) {
        invocation.show(new GenerationResult(plan, invocation.runtime().home(), written), format.format());
        if (format.format() == OutputFormat.TABLE && !plan.byHand().isEmpty() && !written) {
            invocation
                    .messages()
                    .advice("Marked with (!) is what was not made by Homelab: `homelab config generate " + plan.target()
                            + " --overwrite` replaces it.");
        }
    }
}
