package io.homelabhub.cli.command.config;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.Page;
import io.homelabhub.generation.InitRequest;
import io.homelabhub.generation.Initialization;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab config init}: the files that configuration is generated from. */
final class ConfigInitCommand implements Command {
    private static final String USUAL = "prod";

    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Makes what is missing of the files that `config generate` reads: settings, templates, encrypted secrets, .sops.yaml.",
            "Nothing that is there is changed, but for lines that .gitignore lacks. Values of .env are taken over.",
            "Ends with 5 if there is no private key to read secrets with; all else is made then.");
    private final Supplier<List<String>> words = syntax.words(PositionalParamSpec.builder()
            .paramLabel("ENV DOMAIN")
            .arity("0..2")
            .description("The environment, prod if not given, and the host's domain."));

    ConfigInitCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        if (words.get().size() > 2) {
            throw syntax.failure("`config init` takes an environment and a domain, and nothing else");
        }
        String environment = words.get().stream().findFirst().orElse(USUAL);
        Optional<String> domain = words.get().stream().skip(1).findFirst();
        HomelabRuntime runtime = invocation.runtime();
        SortedMap<String, Boolean> variables = variables(runtime);
        InitRequest request = GenerationTargets.typed(() -> new InitRequest(environment, domain, variables));
        Initialization made = GenerationTargets.configuration(invocation).init(request);
        tell(made, environment + " " + domain.orElse("DOMAIN"));
        return made.needsKey() ? ExitCode.REFUSED : ExitCode.DONE;
    }

    /** Those of the Compose files, if there are any. */
    private static SortedMap<String, Boolean> variables(HomelabRuntime runtime) {
        SortedMap<String, Boolean> variables = new TreeMap<>();
        if (runtime.hasFiles()) {
            runtime.environment().explain(List.of()).stream()
                    .flatMap(variable -> variable.uses().stream())
                    .forEach(use -> variables.merge(use.name(), use.required(), Boolean::logicalOr));
        }
        return variables;
    }

    private void tell(Initialization made, String target) {
        Page page = invocation.messages();
        made.made()
                .forEach(file ->
                        page.line((file.endsWith(".gitignore") ? "Added what is missing to " : "Made ") + file + "."));
        if (!made.takenOver().isEmpty()) {
            page.line("Taken over from .env: " + String.join(", ", made.takenOver()) + ".");
        }
        if (!made.invented().isEmpty() && !made.needsKey()) {
            page.line("With a value of their own: " + String.join(", ", made.invented()) + ".");
        }
        if (made.made().isEmpty()) {
            page.line("Nothing to make: everything is there.");
        }
        page.advice(
                made.needsKey()
                        ? "There is no private key, so no secrets were made. Type `homelab secrets keygen`, then this command again."
                        : "Next: homelab config generate " + target);
    }
}
