package io.homelabhub.cli;

import io.homelabhub.cli.output.Console;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.problem.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that cannot be understood: says what is wrong with it and what was probably meant. */
final class UsageFailure {
    private final ParameterException failure;
    private final List<String> args;

    UsageFailure(ParameterException failure, String... args) {
        this.failure = failure;
        this.args = List.of(args);
    }

    ExitCode print(Console console) {
        CommandSpec spec = failure.getCommandLine().getCommandSpec();
        console.err().println("homelab: " + console.typed(message(spec)));
        CommandSpec explained =
                ComposeHabit.adviceOn(args).isPresent() ? spec.root() : spec; // a service may be called db
        console.err().println(console.typed("See `" + explained.qualifiedName() + " --help`."));
        return ExitCode.USAGE;
    }

    private String message(CommandSpec spec) {
        Optional<String> elsewhere = ComposeHabit.adviceOn(args);
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unknown(unmatched.getUnmatched().get(0), spec);
        }
        if (failure instanceof MissingParameterException missing) {
            List<ArgSpec> all = missing.getMissing();
            return all.size() == 1 && all.get(0) instanceof OptionSpec option && lacksValue(option)
                    ? "%s needs a value: %s=%s"
                            .formatted(option.longestName(), option.longestName(), option.paramLabel())
                    : "missing " + all.stream().map(UsageFailure::explained).collect(Collectors.joining(", "));
        }
        return wrongValue().orElseGet(() -> lowerCased(String.valueOf(failure.getMessage())));
    }

    private static String unknown(String word, CommandSpec spec) {
        boolean option = word.startsWith("-");
        String name = option && word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        Collection<String> known = option ? spec.optionsMap().keySet() : commands(spec);
        String kind = option ? "option" : known.isEmpty() ? "argument" : "command";
        String suggestion = Suggestion.didYouMean(name, known);
        return "unknown " + kind + " '" + name + "'" + (suggestion.isEmpty() ? "" : "; " + suggestion);
    }

    private static Collection<String> commands(CommandSpec spec) {
        List<String> names = new ArrayList<>(spec.subcommands().keySet());
        if (spec.parent() == null) {
            Arrays.stream(CommandName.values()).map(CommandName::text).forEach(names::add);
        }
        return names;
    }

    private Optional<String> wrongValue() {
        ArgSpec spec = failure.getArgSpec();
        if (spec == null || failure.getValue() == null || !spec.type().isEnum()) {
            return Optional.empty();
        }
        List<String> allowed = Arrays.stream(spec.type().getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        String suggestion = Suggestion.didYouMean(failure.getValue(), allowed);
        return Optional.of("%s is '%s'; give %s%s"
                .formatted(
                        name(spec),
                        failure.getValue(),
                        String.join(", ", allowed),
                        suggestion.isEmpty() ? "" : " (" + suggestion + ")"));
    }

    /** Whether it was typed, alone. */
    private boolean lacksValue(OptionSpec option) {
        return Arrays.stream(option.names()).anyMatch(args::contains);
    }

    /** A word that is missing, and what it is. */
    private static String explained(ArgSpec spec) {
        String description = String.join(" ", spec.description());
        return spec.isOption() || description.isEmpty()
                ? name(spec)
                : name(spec) + ": " + lowerCased(description.replaceFirst("\\.$", ""));
    }

    private static String name(ArgSpec spec) {
        return spec.isOption() ? ((OptionSpec) spec).longestName() : spec.paramLabel();
    }

    private static String lowerCased(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
