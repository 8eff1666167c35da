package io.homelabhub.cli.line;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The help of a command: its own options; those of all commands are explained once, by {@code homelab --help}. */
public final class HelpText {
    private static final int NARROWEST = 60;
    private static final int WIDEST = 110;
    private static final int WIDEST_OPTIONS = 30;
    private static final String OPTIONS = "%nOptions:%n";

    private final CommandSpec spec;
    private final int columns;

    /** @param columns the terminal's width */
    public HelpText(CommandSpec spec, int columns) {
        this.spec = spec;
        this.columns = columns;
    }

    /** The text, which ends with a line feed. */
    public String text() {
        UsageMessageSpec usage = spec.usageMessage();
        usage.width(Math.min(WIDEST, Math.max(NARROWEST, columns)));
        usage.longOptionsMaxWidth(WIDEST_OPTIONS);
        usage.abbreviateSynopsis(true);
        usage.sortOptions(false);
        usage.descriptionHeading("%n");
        usage.parameterListHeading("%n");
        usage.optionListHeading(OPTIONS);
        usage.commandListHeading("%nCommands:%n");
        Map<String, CommandLine.IHelpSectionRenderer> sections = usage.sectionMap();
        Map<String, String> headings = ((Command) spec.userObject()).syntax().headings();
        if (!headings.isEmpty()) {
            usage.commandListHeading("");
            sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> grouped(help.commandList(), headings));
        }
        if (spec.parent() != null) {
            List<OptionSpec> own = spec.options().stream()
                    .filter(option -> !option.inherited() && !option.hidden())
                    .toList();
            sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> options(help, own));
            usage.optionListHeading(own.isEmpty() ? "" : OPTIONS);
            sections.put(
                    UsageMessageSpec.SECTION_KEY_FOOTER,
                    help -> "\nOptions of all commands, such as --file and --host: see `homelab --help`.\n");
        }
        usage.sectionMap(sections);
        return spec.commandLine().getUsageMessage(Help.Ansi.OFF);
    }

    /** The list as it is, in columns that all groups share, with a heading above the first command of each. */
    private static String grouped(String list, Map<String, String> headings) {
        return list.lines()
                .map(line -> Optional.ofNullable(headings.get(commandOf(line)))
                                .map(heading -> "\n" + heading + ":\n")
                                .orElse("")
                        + line + "\n")
                .collect(Collectors.joining());
    }

    /** The command that a line begins to describe; empty for one that goes on. */
    private static String commandOf(String line) {
        return line.startsWith("   ") ? "" : line.strip().split(" ", 2)[0];
    }

    private static String options(Help help, List<OptionSpec> own) {
        return help.optionListExcludingGroups(
                own, help.createDefaultLayout(), null, help.createDefaultParamLabelRenderer());
    }
}
