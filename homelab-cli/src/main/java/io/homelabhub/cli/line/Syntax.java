package io.homelabhub.cli.line;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/**
 * What can be written after a command's name. Each option is described once, and what is given back for it has its value
 * when the command line has been parsed.
 *
 * <p>Picocli is told by calls, not by annotations: reading those by reflection takes a sixth of the time of a short command.
 */
public final class Syntax {
    private static final IFactory NEW_LISTS = new NewLists();

    private final CommandSpec spec;
    private final Map<String, String> headings = new HashMap<>();

    /** @param description sentences; a list of commands shows the first line */
    public Syntax(Command command, String... description) {
        spec = CommandSpec.wrapWithoutInspection(command, NEW_LISTS);
        spec.parser().caseInsensitiveEnumValuesAllowed(true);
        spec.usageMessage().description(description);
    }

    /** Whether {@code option}, which has no value, is given. */
    public Supplier<Boolean> flag(OptionSpec.Builder option) {
        return added(option.type(boolean.class).build(), false);
    }

    /** Whether {@code option} is on, which it is unless {@code =false} follows it. */
    public Supplier<Boolean> switchedOn(OptionSpec.Builder option) {
        return added(
                option.type(boolean.class).arity("0..1").fallbackValue("true").build(), true);
    }

    /** The value of {@code option}, if it is given. */
    public <T> Supplier<Optional<T>> value(Class<T> type, OptionSpec.Builder option) {
        OptionSpec built = option.type(type).build();
        spec.add(built);
        return () -> Optional.ofNullable(built.getValue());
    }

    /** Which of an enum's constants {@code option} names, in upper or lower case; {@code usual} if it is not given. */
    public <E extends Enum<E>> Supplier<E> choice(E usual, OptionSpec.Builder option) {
        return added(option.type(usual.getDeclaringClass()).build(), usual);
    }

    /** The values of {@code option}, which can be given more than once, before and after a command's name. */
    public <T> Supplier<List<T>> values(Class<T> type, OptionSpec.Builder option) {
        Lists<T> lists = new Lists<>();
        spec.add(option.type(List.class)
                .auxiliaryTypes(type)
                .getter(lists)
                .setter(lists)
                .build());
        return lists::all;
    }

    /** The words that belong to no option; their arity says whether there have to be any. */
    public Supplier<List<String>> words(PositionalParamSpec.Builder words) {
        PositionalParamSpec.Builder all = words.required(words.arity().min() > 0);
        return added(all.type(List.class).auxiliaryTypes(String.class).build(), List.of());
    }

    /** From the first word that belongs to no option on, nothing is an option: it is another program's command line. */
    public void endsAtFirstWord() {
        spec.parser().stopAtPositional(true);
    }

    /** The one word that belongs to no option: a file. */
    public Supplier<Path> file(PositionalParamSpec.Builder file) {
        return added(file.required(true).type(Path.class).build(), Path.of(""));
    }

    /** The one word that stands at a place of its own. */
    public Supplier<String> word(PositionalParamSpec.Builder word) {
        return added(word.required(true).type(String.class).build(), "");
    }

    private <T> Supplier<T> added(ArgSpec arg, T otherwise) {
        spec.add(arg);
        return () -> {
            @Nullable T given = arg.getValue();
            return given == null ? otherwise : given;
        };
    }

    /** From now on one of several commands has to follow; {@code command} is one of them. */
    public void add(String name, Command command) {
        spec.usageMessage().synopsisSubcommandLabel("COMMAND");
        spec.addSubcommand(name, command.syntax().commandLine(name));
    }

    /** Likewise, and the help lists it under {@code heading}; those of one heading are added one after the other. */
    public void add(String heading, String name, Command command) {
        if (!headings.containsValue(heading)) {
            headings.put(name, heading);
        }
        add(name, command);
    }

    /** What stands above a command in the help, by the command's name: of those of one heading, the first. */
    Map<String, String> headings() {
        return Collections.unmodifiableMap(headings);
    }

    /** One of several commands may follow in place of words that belong to no option; {@code command} is one of them. */
    public void offer(String name, Command command) {
        spec.addSubcommand(name, command.syntax().commandLine(name));
    }

    /** As the command {@code name}, with all that was added. */
    public CommandLine commandLine(String name) {
        return new CommandLine(spec.name(name), NEW_LISTS).setExpandAtFiles(false);
    }

    /** What stands below the options and commands in the help. */
    public void footer(String... lines) {
        spec.usageMessage().footer(lines);
    }

    /** That the command line is understood but for {@code problem}. */
    public ParameterException failure(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }

    /**
     * Makes the lists that values are put in; nothing else is made. Picocli's own factory first looks for a class of Groovy,
     * for which the whole program's jar is opened.
     */
    private static final class NewLists implements IFactory {
        @Override
        public <K> K create(Class<K> type) {
            return type.cast(new ArrayList<>());
        }
    }

    /** The lists into which picocli puts an option's values: it begins a new one after a command's name. */
    private static final class Lists<T> implements IGetter, ISetter {
        private final List<List<T>> lists = new ArrayList<>();

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as picocli has it
        public <V> @Nullable V get() {
            return (V) (lists.isEmpty() ? null : lists.get(lists.size() - 1));
        }

        @Override
        @SuppressWarnings({"unchecked", "ReferenceEquality"}) // a list that has grown is set once more
        public <V> @Nullable V set(@Nullable V list) {
            V before = get();
            if (list != null && list != before) {
                lists.add((List<T>) list);
            }
            return before;
        }

        List<T> all() {
            return lists.stream().flatMap(List::stream).toList();
        }
    }
}
