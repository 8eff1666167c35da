package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The library is also read by programs and a page that have neither our commands nor our options. What it advises is typed (see
 * {@link io.homelabhub.failure.Remedy}), and the command says what to type. That holds where plans are made and runs are carried out;
 * {@link #LEFT} are the classes whose texts still speak of the command line. It only ever grows shorter.
 */
class CommandLineWordsTests {
    private static final Pattern COMMAND = Pattern.compile("(^|[^-./\\w])homelab [a-z]{2,}");
    private static final Pattern OPTION = Pattern.compile("(^|[\\s(`])--[a-z]{2,}(-[a-z]+)*([\\s.,;)`]|$)");

    /** Rooms below the command that are not to speak of it. */
    private static final List<String> CORE =
            List.of("run", "plan", "planning", "deployment", "session", "engine", "failure");

    private static final SortedSet<String> LEFT = new TreeSet<>(List.of(
            "deployment.PlacedServices",
            "deployment.ReachedEngine",
            "deployment.SavedPlan",
            "deployment.Selections",
            "planning.DatabaseVersions",
            "planning.Holders",
            "planning.Orphans",
            "planning.PrunePlanner",
            "planning.UnfinishedRestores",
            "session.NoSuchHostException"));

    @Test
    void where_plans_are_made_and_carried_out_no_text_names_a_command_or_an_option() throws IOException {
        SortedSet<String> speaking = ArchitectureTests.CLASSES.stream()
                .filter(type -> CORE.contains(room(type)))
                .filter(type -> texts(type).stream().anyMatch(CommandLineWordsTests::isOfCommandLine))
                .map(CommandLineWordsTests::name)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(speaking).isEqualTo(LEFT);
    }

    @Test
    void the_rule_sees_texts_that_are_put_together() {
        JavaClass words = ArchitectureTests.CLASSES.get("io.homelabhub.cli.line.RemedyText");

        assertThat(texts(words))
                .filteredOn(CommandLineWordsTests::isOfCommandLine)
                .hasSizeGreaterThan(5);
    }

    private static boolean isOfCommandLine(String text) {
        return COMMAND.matcher(text).find() || OPTION.matcher(text).find();
    }

    private static String room(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.");
        return parts.length > 2 ? parts[2] : "";
    }

    private static String name(JavaClass type) {
        return type.getName().replace("io.homelabhub.", "").replaceAll("\\$.*", "");
    }

    /** The string constants of a class, those of concatenations included. */
    private static List<String> texts(JavaClass type) {
        String file = "/" + type.getName().replace('.', '/') + ".class";
        try (InputStream in = CommandLineWordsTests.class.getResourceAsStream(file)) {
            return constants(new DataInputStream(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the constant pool of a class file, as chapter 4.4 of the Java Virtual Machine Specification describes it. */
    private static List<String> constants(DataInputStream in) throws IOException {
        in.skipNBytes(8);
        int count = in.readUnsignedShort();
        Map<Integer, String> words = new HashMap<>();
        List<Integer> strings = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> words.put(i, in.readUTF());
                case 8 -> strings.add(in.readUnsignedShort());
                case 7, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++; // a long and a double take two places
                }
                default -> in.skipNBytes(4);
            }
        }
        return strings.stream().map(index -> words.getOrDefault(index, "")).toList();
    }
}
