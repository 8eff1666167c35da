package io.homelabhub.sops;

import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.store.SopsFormat;
import io.homelabhub.sops.tree.SopsComment;
import io.homelabhub.sops.tree.SopsList;
import io.homelabhub.sops.tree.SopsMap;
import io.homelabhub.sops.tree.SopsMember;
import io.homelabhub.sops.tree.SopsNode;
import io.homelabhub.sops.tree.SopsType;
import io.homelabhub.sops.tree.SopsValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Documents of every shape, each given by its seed. */
final class Trees {
    private static final SourceLocation NOWHERE = SourceLocation.of(Path.of("generated"));

    private static final List<String> WORDS = List.of(
            "hello",
            "x y",
            "yes",
            "no",
            "on",
            "null",
            "~",
            "true",
            "42",
            "-7",
            "017",
            "0x1F",
            "1_000",
            "1e3",
            ".5",
            "12:30",
            "2001-12-14",
            "# no comment",
            "a # b",
            "a: b",
            "- a",
            "[a, b]",
            "{a: b}",
            "@at",
            "`tick`",
            "%p",
            "!tag",
            "&anchor",
            "*alias",
            "'single'",
            "\"double\"",
            "back\\slash",
            "tab\there",
            "line\nline",
            "line\nline\n",
            "\n\nline\n\n",
            " lead",
            "trail ",
            "ümläut",
            "日本語",
            "\uD83D\uDE00",
            "p@ss/w:rd#1 \"q\" $x",
            "ENC[no]",
            "<<",
            "=",
            "-",
            "?",
            ":",
            ",",
            "a'b",
            "$HOME ${X:-y}",
            "\u0007bell",
            "\u2028",
            "\u00a0",
            "|",
            ">",
            "...",
            "---",
            "<html>&amp;",
            "\r",
            "x\r\ny",
            "long ".repeat(40));

    private static final List<String> KEYS = List.of(
            "a",
            "name",
            "with space",
            "b:c",
            "yes",
            "on",
            "42",
            "null",
            "true",
            "1.5",
            "2001-12-14",
            "ünï",
            "日本",
            "dash-ed",
            "dot.ted",
            "plain_unencrypted",
            "quote\"d",
            "sh'arp",
            "#hash",
            "- dash",
            "[x]",
            "UPPER",
            "a_unencrypted",
            "12:30",
            "secret",
            "password");

    private static final List<String> TIMES = List.of(
            "2001-12-14T00:00:00Z",
            "2001-12-14T21:59:43.1-05:00",
            "1999-01-01T23:59:59.123456789Z",
            "2026-11-29T08:07:06+01:00");

    private final Random random;
    private final SopsFormat format;

    private Trees(long seed, SopsFormat format) {
        this.random = new Random(seed);
        this.format = format;
    }

    /** The documents of {@code seed}, as {@code format} can hold them; never without a value that is encrypted. */
    static List<SopsMap> of(long seed, SopsFormat format) {
        Trees trees = new Trees(seed, format);
        int count = format == SopsFormat.YAML && trees.random.nextInt(6) == 0 ? 2 + trees.random.nextInt(2) : 1;
        List<SopsMap> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            documents.add(trees.map(0).with(new SopsMember("last", SopsValue.string("value", NOWHERE), NOWHERE)));
        }
        return documents;
    }

    private SopsMap map(int depth) {
        Map<String, SopsMember> members = new LinkedHashMap<>();
        List<SopsMember> all = new ArrayList<>();
        int size = random.nextInt(depth == 0 ? 12 : 5);
        for (int i = 0; i < size; i++) {
            String key = key();
            if (!members.containsKey(key)) {
                if (format != SopsFormat.JSON && random.nextInt(5) == 0) {
                    all.add(SopsMember.of(comment()));
                }
                SopsMember member = new SopsMember(key, node(depth, key.endsWith("_unencrypted")), NOWHERE);
                members.put(key, member);
                all.add(member);
            }
        }
        return new SopsMap(all);
    }

    private String key() {
        return format == SopsFormat.DOTENV
                ? "KEY_" + random.nextInt(30) + (random.nextInt(5) == 0 ? "_unencrypted" : "")
                : KEYS.get(random.nextInt(KEYS.size()));
    }

    private SopsComment comment() {
        return new SopsComment(" comment " + random.nextInt(1000) + " ü # \"x\"", NOWHERE);
    }

    private SopsNode node(int depth, boolean clear) {
        int kind = format == SopsFormat.DOTENV || depth > 3 ? 9 : random.nextInt(10);
        if (kind < 2) {
            return clear ? value(true) : map(depth + 1);
        }
        return kind == 2 ? list(depth + 1, clear) : value(clear);
    }

    private SopsList list(int depth, boolean clear) {
        List<SopsNode> items = new ArrayList<>();
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            if (format == SopsFormat.YAML && !clear && random.nextInt(5) == 0) {
                items.add(comment());
            }
            items.add(clear || random.nextInt(4) > 0 ? inList(value(clear)) : inList(node(depth, false)));
        }
        return new SopsList(items);
    }

    /** sops decrypts an item of several lines that begins with an empty one to what is no YAML. */
    private static SopsNode inList(SopsNode node) {
        return node instanceof SopsValue value && value.text().startsWith("\n")
                ? SopsValue.string("line\n\n", NOWHERE)
                : node;
    }

    private SopsValue value(boolean clear) {
        if (format == SopsFormat.DOTENV) {
            return SopsValue.string(word(), NOWHERE);
        }
        return switch (random.nextInt(12)) {
            case 0 ->
                SopsValue.number(random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(2000) - 1000, NOWHERE);
            case 1 -> SopsValue.number(real(), NOWHERE);
            case 2 -> SopsValue.number(random.nextInt(10000) / 100.0, NOWHERE);
            case 3 -> SopsValue.bool(random.nextBoolean(), NOWHERE);
            case 4 -> SopsValue.nothing(NOWHERE);
            case 5 -> SopsValue.string("", NOWHERE);
            case 6 -> special(clear);
            default -> SopsValue.string(word(), NOWHERE);
        };
    }

    private SopsValue special(boolean clear) {
        if (format == SopsFormat.JSON) {
            return SopsValue.string(word(), NOWHERE);
        }
        return switch (random.nextInt(3)) {
            case 0 -> SopsValue.string(new byte[] {(byte) 0xff, (byte) random.nextInt(256), (byte) 0xfe}, NOWHERE);
            case 1 ->
                SopsValue.number(clear ? 1.5 : random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NaN, NOWHERE);
            default -> new SopsValue(SopsType.TIME, TIMES.get(random.nextInt(TIMES.size())), NOWHERE);
        };
    }

    private double real() {
        double number = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(number) ? number : 0.1;
    }

    private String word() {
        if (random.nextInt(3) > 0) {
            return WORDS.get(random.nextInt(WORDS.size()));
        }
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(24); i >= 0; i--) {
            word.append((char) (' ' + random.nextInt(95)));
        }
        // which a dotenv file cannot hold, as the owner is told
        return word.toString().replace("\\n", "n");
    }
}
