package io.homelabhub.compose.load;

import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.secret.SecretPlace;
import io.homelabhub.secret.SensitiveNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Everything that was found wrong while one project is loaded. */
public final class Findings {
    private static final int MOST = 200;
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Set<String> broken = new HashSet<>();
    private final List<Problem> missing = new ArrayList<>();
    private final boolean toleratesMissing;
    private final Set<String> secretNames;
    private final Set<String> secrets = new LinkedHashSet<>();
    private final Set<SourceLocation> secretPlaces = new HashSet<>();
    private final Map<SourceLocation, String> moulds = new HashMap<>();
    private int errors;

    /** Findings among which a missing variable is an error. */
    public Findings() {
        this(false, Set.of());
    }

    /**
     * Findings that know more secrets than those whose names say so.
     *
     * @param toleratesMissing whether missing variables are kept apart from the errors
     * @param secretNames variables whose values are secrets, whatever their names say
     */
    public Findings(boolean toleratesMissing, Set<String> secretNames) {
        this.toleratesMissing = toleratesMissing;
        this.secretNames = secretNames;
    }

    /** Remembers the values of variables whose names speak of a secret: no problem shows them. */
    void keepSecret(Map<String, String> variables) {
        variables.forEach((name, value) -> {
            if (isSecret(name)) {
                secrets.add(value);
            }
        });
    }

    /** Whether the value of the variable is a secret. */
    boolean isSecret(String name) {
        return secretNames.contains(name) || SensitiveNames.isSensitive(name);
    }

    /** Remembers that a secret was filled in at {@code place}, so that no problem shows what stands there. */
    void keepSecret(String value, SourceLocation place) {
        secrets.add(value);
        secretPlaces.add(place);
    }

    /** Remembers that {@code mould} stands at {@code place}, with {@link SecretPlace#HOLE} for what a secret is filled into. */
    void keepMould(String mould, SourceLocation place) {
        moulds.put(place, mould);
    }

    /** The texts into which secrets are filled, by their places, with {@link SecretPlace#HOLE} for each. */
    public Map<SourceLocation, String> moulds() {
        return Map.copyOf(moulds);
    }

    /** Hides the secrets that are known by now. */
    SecretMask mask() {
        return SecretMask.of(secrets);
    }

    /** A required variable that has no value. */
    void missing(Problem problem) {
        if (toleratesMissing) {
            missing.add(problem);
            broken.add(owner(problem.path()));
        } else {
            add(problem);
        }
    }

    /** The required variables that have no value, if they are tolerated. */
    public List<Problem> missing() {
        return List.copyOf(missing);
    }

    void error(SourceLocation location, String path, String message) {
        error(location, path, message, "");
    }

    void error(SourceLocation location, String path, String message, String suggestion) {
        add(Problem.error(location, path, message).withSuggestion(suggestion));
    }

    /** @param id by which the owner can acknowledge it */
    void warn(String id, SourceLocation location, String path, String message, String suggestion) {
        add(Problem.warning(id, location, path, message).withSuggestion(suggestion));
    }

    void add(Problem problem) {
        if (problem.isError()) {
            errors++;
            broken.add(owner(problem.path()));
        }
        if (problems.size() < MOST) {
            problems.add(problem);
        } else if (problem.isError() && errors == 1) {
            problems.add(problem);
        }
    }

    /** Whether the value at {@code path} has been found wrong already, so that what follows from it need not be told. */
    boolean isReported(String path) {
        return problems.stream()
                .anyMatch(problem -> problem.isError() && problem.path().equals(path));
    }

    /** Whether no more problems are kept, so that a suggestion for one need not be looked for. */
    boolean isFull() {
        return problems.size() >= MOST;
    }

    /** Whether anything makes the project unusable. */
    public boolean hasErrors() {
        return errors > 0;
    }

    /** How many errors there are. */
    int errors() {
        return errors;
    }

    /** Whether an error lies within {@code services.web} or the like, so that what follows from it need not be told. */
    boolean isBroken(String section, String name) {
        return broken.contains(section + "." + name) || broken.contains("");
    }

    /** All problems: errors and warnings, each once, in the order in which they were found, without the secrets. */
    public List<Problem> all() {
        SecretMask mask = mask();
        List<Problem> all = new ArrayList<>();
        problems.forEach(problem -> all.add(hidden(problem).masked(mask::mask)));
        return all;
    }

    /** What a message quotes at the place of a secret may be part of it. */
    private Problem hidden(Problem problem) {
        return secretPlaces.contains(problem.location())
                ? problem.masked(text -> QUOTED.matcher(text).replaceAll("\"" + SecretMask.MASK + "\""))
                : problem;
    }

    /** {@code text}, cut off where it is too long for a message. */
    static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    /** The first two steps of a path. */
    private static String owner(String path) {
        int first = path.indexOf('.');
        int end = first < 0 ? -1 : endOfName(path, first + 1);
        return end < 0 ? "" : path.substring(0, end);
    }

    private static int endOfName(String path, int from) {
        for (int i = from; i < path.length(); i++) {
            if (path.charAt(i) == '.' || path.charAt(i) == '[') {
                return i;
            }
        }
        return path.length();
    }
}
