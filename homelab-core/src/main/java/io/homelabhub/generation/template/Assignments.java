package io.homelabhub.generation.template;

import io.homelabhub.compose.dotenv.EnvFile;
import io.homelabhub.compose.dotenv.EnvFileException;
import io.homelabhub.compose.dotenv.EnvText;
import io.homelabhub.compose.interpolate.Template;
import io.homelabhub.compose.interpolate.TemplateException;
import io.homelabhub.compose.interpolate.Variables;
import io.homelabhub.generation.template.Marks.Letter;
import io.homelabhub.generation.template.Marks.Unit;
import io.homelabhub.generation.template.Marks.Value;
import io.homelabhub.generation.template.Rendered.Variable;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A rendered file of variables, taken apart and written anew. What the template wrote is read as a dotenv file is; what a value brought along
 * stands for itself, whatever its characters, so that no value can end a line, open a quote or name another variable.
 */
final class Assignments {
    private static final String VARIABLE = "a dollar sign that a reader of the file would take for a variable";

    private final List<Unit> units;
    private final Places places;
    private final Path file;
    private final Consumer<Problem> problems;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, SourceLocation> assigned = new HashMap<>();
    private final List<Variable> variables = new ArrayList<>();
    private boolean broken;
    private int at;

    Assignments(List<Unit> units, Places places, Path file, Consumer<Problem> problems) {
        this.units = withoutCarriageReturns(units);
        this.places = places;
        this.file = file;
        this.problems = problems;
    }

    /** Lines of a template that was written on Windows end as all others do. */
    private static List<Unit> withoutCarriageReturns(List<Unit> units) {
        List<Unit> kept = new ArrayList<>();
        for (Unit unit : units) {
            int last = kept.size() - 1;
            if (isLetter(unit, '\n') && last >= 0 && isLetter(kept.get(last), '\r')) {
                kept.remove(last);
            }
            kept.add(unit);
        }
        return kept;
    }

    Rendered rendered() {
        while (at < units.size()) {
            line();
        }
        if (!broken) {
            readBack();
        }
        return new Rendered(text.toString(), variables);
    }

    private void line() {
        skipBlanks();
        if (isAt('\n') || at == units.size()) {
            blank();
        } else if (isAt('#')) {
            comment();
        } else if (isWholeLine()) {
            spell();
        } else {
            assignment();
        }
    }

    private void blank() {
        if (at < units.size() && !places.isOfTags(units.get(at).place())) {
            text.append('\n');
        }
        at++;
    }

    private void comment() {
        while (at < units.size() && !isAt('\n')) {
            String part = units.get(at) instanceof Value value ? value.text() : String.valueOf(letter(at));
            if (part.chars().anyMatch(c -> c == '\n' || c == '\r')) {
                error(units.get(at), "a value with a line end in a comment", "leave the value out");
            }
            text.append(part);
            at++;
        }
        text.append('\n');
        at++;
    }

    /** Whether one value is all that there is in the line: it is whole lines itself. */
    private boolean isWholeLine() {
        if (!(units.get(at) instanceof Value)) {
            return false;
        }
        int behind = at + 1;
        while (behind < units.size() && isBlank(behind)) {
            behind++;
        }
        return behind == units.size() || is(behind, '\n');
    }

    /** Puts the letters of a value in its place. */
    private void spell() {
        Value value = (Value) units.remove(at);
        List<Unit> letters = new ArrayList<>();
        value.text().chars().forEach(c -> letters.add(new Letter((char) c, value.place())));
        units.addAll(at, letters);
        if (letters.isEmpty() && at < units.size()) {
            at++;
        }
    }

    private void assignment() {
        Unit start = units.get(at);
        StringBuilder written = new StringBuilder();
        while (at < units.size() && !isAt('=') && !isAt('\n')) {
            written.append(units.get(at) instanceof Value value ? value.text() : String.valueOf(letter(at)));
            at++;
        }
        String name = written.toString().strip().replaceFirst("^export\\s+", "");
        if (!isAt('=')) {
            error(start, "a line without an equals sign", "write NAME=value, or a # before a comment");
            return;
        }
        at++;
        int first = at;
        String value = value();
        UrlCheck.misfit(units.subList(first, Math.min(at, units.size())))
                .ifPresent(misfit -> error(
                        misfit,
                        "the value would break the URL of " + name
                                + ": it has characters that end the user or the password",
                        "write `{{ … | urlencode }}`"));
        if (!EnvText.isName(name)) {
            error(start, "what stands before the equals sign is no name of a variable", "letters, digits and _ are");
        } else if (value.indexOf('\0') >= 0) {
            error(start, "the value of " + name + " holds the character NUL, which no variable can", "");
        } else {
            assign(name, value, start, origins(first));
        }
    }

    private List<SourceLocation> origins(int from) {
        return units.subList(from, Math.min(at, units.size())).stream()
                .filter(Value.class::isInstance)
                .flatMap(unit -> places.origins(unit.place()).stream())
                .distinct()
                .toList();
    }

    private void assign(String name, String value, Unit start, List<SourceLocation> origins) {
        SourceLocation before = assigned.putIfAbsent(name, places.at(start.place()));
        if (before != null) {
            error(start, name + " is assigned at " + before + " already", "keep one of the two");
            return;
        }
        text.append(EnvText.assignment(name, value)).append('\n');
        variables.add(new Variable(name, value, places.at(start.place()), origins));
    }

    /** Reads up to the end of the line, which it leaves behind. */
    private String value() {
        skipBlanks();
        char quote = isAt('"') ? '"' : isAt('\'') ? '\'' : 0;
        String value = quote == 0 ? unquoted() : quoted(quote);
        at++;
        return value;
    }

    private String unquoted() {
        StringBuilder value = new StringBuilder();
        StringBuilder run = new StringBuilder();
        int kept = 0;
        int first = at;
        Unit start = at < units.size() ? units.get(at) : new Letter('\n', 0);
        while (at < units.size() && !isAt('\n') && !(isAt('#') && at > first && is(at - 1, ' '))) {
            if (units.get(at) instanceof Value put) {
                value.append(read("", run, start)).append(put.text());
                kept = value.length();
            } else {
                run.append(letter(at));
            }
            at++;
        }
        value.append(read("", run, start));
        while (at < units.size() && !isAt('\n')) {
            at++; // a comment behind the value
        }
        int end = value.length();
        while (end > kept && Character.isWhitespace(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(0, end);
    }

    private String quoted(char quote) {
        Unit start = units.get(at++);
        StringBuilder value = new StringBuilder();
        StringBuilder run = new StringBuilder();
        boolean escaped = false;
        while (at < units.size() && (escaped || !isAt(quote))) {
            if (units.get(at) instanceof Value put) {
                value.append(read(String.valueOf(quote), run, start)).append(put.text());
                escaped = false;
            } else {
                run.append(letter(at));
                escaped = letter(at) == '\\' && !escaped;
            }
            at++;
        }
        if (at == units.size()) {
            error(start, "the quoted value is not closed", "add the closing " + quote);
            return "";
        }
        at++;
        value.append(read(String.valueOf(quote), run, start));
        skipBlanks();
        if (at < units.size() && !isAt('\n') && !isAt('#')) {
            error(
                    start,
                    "something follows the closing quote, which readers take for another variable",
                    "quote it as well");
        }
        while (at < units.size() && !isAt('\n')) {
            at++;
        }
        return value.toString();
    }

    /** What the template wrote between two values, as a reader of the file reads it; empties {@code run}. */
    private String read(String quote, StringBuilder run, Unit start) {
        String written = run.toString();
        run.setLength(0);
        List<String> asked = new ArrayList<>();
        Variables none = name -> {
            asked.add(name);
            return null;
        };
        String read = written;
        try {
            if (quote.isEmpty()) {
                read = Template.substitute(written, none, unset -> {});
            } else if (!written.isBlank()) {
                Map<String, String> values = new HashMap<>();
                EnvFile.read("V=" + quote + written + quote + "\n", values, none, unset -> {});
                read = values.getOrDefault("V", "");
            }
        } catch (TemplateException e) {
            asked.add("");
        } catch (EnvFileException e) {
            error(start, "the quoted value cannot be read: " + e.getMessage(), e.suggestion());
        }
        if (!asked.isEmpty()) {
            error(start, VARIABLE, "write single quotes around the value, or `{{ … }}` for one of the configuration");
        }
        return read;
    }

    private void readBack() {
        Map<String, String> expected = new LinkedHashMap<>();
        variables.forEach(variable -> expected.put(variable.name(), variable.value()));
        Map<String, String> found = new LinkedHashMap<>();
        boolean[] asked = {false};
        try {
            EnvFile.read(text.toString(), found, name -> null, unset -> asked[0] = true);
        } catch (EnvFileException e) {
            asked[0] = true;
        }
        if (asked[0] || !found.equals(expected)) {
            List<String> names = variables.stream()
                    .filter(variable -> !variable.value().equals(found.get(variable.name())))
                    .map(Variable::name)
                    .toList();
            problems.accept(Problem.error(
                    SourceLocation.of(file),
                    "",
                    "what was written would not be read back as it is: " + String.join(", ", names)));
        }
    }

    private void error(Unit unit, String message, String suggestion) {
        broken = true;
        problems.accept(Problem.error(places.at(unit.place()), "", message).withSuggestion(suggestion));
    }

    private void skipBlanks() {
        while (at < units.size() && isBlank(at)) {
            at++;
        }
    }

    private boolean isAt(char c) {
        return is(at, c);
    }

    private boolean is(int index, char c) {
        return index < units.size() && isLetter(units.get(index), c);
    }

    private static boolean isLetter(Unit unit, char c) {
        return unit instanceof Letter letter && letter.character() == c;
    }

    private boolean isBlank(int index) {
        return is(index, ' ') || is(index, '\t') || is(index, '\r');
    }

    private char letter(int index) {
        return ((Letter) units.get(index)).character();
    }
}
