package io.homelabhub.inventory;

import io.homelabhub.catalog.HostsReader;
import io.homelabhub.catalog.HostsReading;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.disk.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code hosts.yaml}, to which an entry is added without a change to what its owner has written. */
final class HostsFile {
    private static final String HEAD = """
            # The hosts of this homelab, for `--host=NAME`; docs/hosts.md explains every key.
            hosts:
            """;
    private static final String INDENTATION = "  ";
    private static final Pattern KEY = Pattern.compile("hosts:\\s*(#.*)?");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9._/-]*");

    private final Path file;

    HostsFile(Path file) {
        this.file = file;
    }

    /**
     * Adds a host. The file is written whole, by a rename.
     *
     * @throws InvalidInputException if the file cannot be read or written, the host cannot be used as it is, or the file is written in
     *     a way in which nothing can be added to it safely
     */
    void add(NewHost host) {
        try {
            String before = Files.exists(file) ? Files.readString(file) : HEAD;
            String after = with(before, entry(host, indentation(before)));
            requireOnly(host, before, after);
            Files.createDirectories(file.toAbsolutePath().getParent());
            WholeFile.write(file, after.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw refused("it cannot be written: " + failure.getMessage(), "see that this user may write it");
        }
    }

    /** How far entries stand from the edge, as their owner has it. */
    private static String indentation(String text) {
        return text.lines()
                .dropWhile(line -> !KEY.matcher(line).matches())
                .skip(1)
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                .findFirst()
                .filter(line -> line.startsWith(" "))
                .map(line ->
                        line.substring(0, line.length() - line.stripLeading().length()))
                .orElse(INDENTATION);
    }

    private List<String> entry(NewHost host, String indentation) {
        String deeper = indentation + indentation;
        List<String> lines = new ArrayList<>();
        lines.add(indentation + host.name() + ":");
        lines.add(deeper + "endpoint: " + scalar(host.endpoint()));
        host.certificates().ifPresent(folder -> lines.add(deeper + "certificates: " + scalar(relative(folder))));
        host.address().ifPresent(address -> lines.add(deeper + "address: " + scalar(address)));
        return lines;
    }

    /** From the file's folder, if it lies below. */
    private String relative(Path folder) {
        Path home = file.toAbsolutePath().normalize().getParent();
        return home != null && folder.startsWith(home) ? "./" + home.relativize(folder) : folder.toString();
    }

    private static String scalar(String value) {
        return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "''") + "'";
    }

    /** Behind the last entry. */
    private String with(String text, List<String> entry) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int key = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (KEY.matcher(lines.get(i)).matches()) {
                key = i;
            }
        }
        if (key < 0) {
            throw refused("it has no line `hosts:`", "add the host by hand:\n" + String.join("\n", entry));
        }
        int end = key + 1;
        for (int i = key + 1; i < lines.size() && isInside(lines.get(i)); i++) {
            end = lines.get(i).isBlank() || lines.get(i).startsWith("#") ? end : i + 1;
        }
        lines.addAll(end, entry);
        return String.join("\n", lines) + "\n";
    }

    private static boolean isInside(String line) {
        return line.isBlank() || line.startsWith(" ") || line.startsWith("#");
    }

    /** The new text says what the old one did, and the new host. */
    private void requireOnly(NewHost host, String before, String after) {
        HostsReading old = HostsReader.text(file, before);
        HostsReading now = HostsReader.text(file, after);
        if (old.hosts().containsKey(host.name())) {
            throw refused("there is a host " + host.name() + " already", "choose another name, or change that one");
        }
        List<Problem> errors = now.problems().stream().filter(Problem::isError).toList();
        if (!errors.isEmpty()) {
            throw new InvalidInputException(errors);
        }
        Set<String> names = new HashSet<>(old.hosts().keySet());
        names.add(host.name());
        Map<String, String> endpoints = new HashMap<>();
        now.hosts().values().forEach(one -> endpoints.put(one.name(), one.endpoint()));
        if (!endpoints.keySet().equals(names) || !host.endpoint().equals(endpoints.get(host.name()))) {
            throw refused(
                    "its form leaves no safe place for another host",
                    "add the host by hand:\n" + String.join("\n", entry(host, indentation(before))));
        }
    }

    private InvalidInputException refused(String problem, String remedy) {
        return new InvalidInputException(
                List.of(Problem.error(SourceLocation.of(file), "", problem).withSuggestion(remedy)));
    }
}
