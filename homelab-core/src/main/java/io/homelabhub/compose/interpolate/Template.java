package io.homelabhub.compose.interpolate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Fills variables into a text, as Compose does.
 *
 * <p>{@code $NAME} and {@code ${NAME}} give the value, {@code $$} a dollar sign. Within braces the first operator
 * decides and the rest is its operand, itself filled in where it is used, as by version 5 (version 2 always does):
 *
 * <table>
 * <caption>Operators</caption>
 * <tr><td>{@code :-x}</td><td>x if unset or empty</td><td>{@code -x}</td><td>x if unset</td></tr>
 * <tr><td>{@code :+x}</td><td>x if set and not empty</td><td>{@code +x}</td><td>x if set</td></tr>
 * <tr><td>{@code :?x}</td><td>an error if unset or empty</td><td>{@code ?x}</td><td>an error if unset</td></tr>
 * </table>
 *
 * <p>An operand ends at the brace that balances, or at the last one of its line where none does. A dollar sign before
 * anything else stays. Values are not filled in again.
 */
public final class Template {
    /** Longest text that comes out, in characters; guards against values that double each other. */
    public static final int MAX_LENGTH = 4 << 20;

    private static final int MAX_DEPTH = 50;

    private final Variables variables;
    private final Consumer<String> unset;
    private final int depth;
    private int lineEnd = -1;
    private int lastBrace = -1;

    private Template(Variables variables, Consumer<String> unset, int depth) {
        this.variables = variables;
        this.unset = unset;
        this.depth = depth;
    }

    /**
     * Fills in {@code text}.
     *
     * @param unset told of each name that is not set and has no default; an empty string stands for it
     * @throws TemplateException if the text is malformed, a required variable is missing or the result is too long
     */
    public static String substitute(String text, Variables variables, Consumer<String> unset) throws TemplateException {
        return text.indexOf('$') < 0 ? text : new Template(variables, unset, 0).fill(text);
    }

    /**
     * The variables that {@code text} asks for, in its order; those in what stands for another included, those in messages not.
     *
     * @throws TemplateException if the text is malformed
     */
    public static List<TemplateVariable> variables(String text) throws TemplateException {
        List<TemplateVariable> found = new ArrayList<>();
        Template unset = new Template(name -> null, name -> {}, 0);
        int at = text.indexOf('$');
        while (at >= 0 && at < text.length() - 1) {
            at = text.indexOf('$', unset.find(text, at, found));
        }
        return found;
    }

    /** Adds the variable at {@code dollar}, if it is one; gives the place behind it. */
    private int find(String text, int dollar, List<TemplateVariable> found) throws TemplateException {
        char next = text.charAt(dollar + 1);
        int start = next == '{' ? dollar + 2 : dollar + 1;
        int end = nameEnd(text, start);
        if (next == '$') {
            return dollar + 2;
        } else if (next != '{' || (end < text.length() && text.charAt(end) == '}')) {
            if (end > start) {
                found.add(new TemplateVariable(text.substring(start, end), false, "", ""));
            }
            return end;
        }
        int operand = end == start || end == text.length() ? -1 : operandStart(text, end);
        int close = operand < 0 ? -1 : closingBrace(text, dollar, operand);
        if (close < 0) {
            throw malformed(dollar);
        }
        char operator = text.charAt(operand - 1);
        String other = text.substring(operand, close);
        found.add(new TemplateVariable(
                text.substring(start, end),
                operator == '?',
                operator == '-' ? other : "",
                operator == '+' ? other : ""));
        if (operator != '?') {
            found.addAll(variables(other));
        }
        return close + 1;
    }

    private String fill(String text) throws TemplateException {
        StringBuilder out = new StringBuilder(text.length() + 16);
        int at = 0;
        while (at < text.length()) {
            int dollar = text.indexOf('$', at);
            if (dollar < 0 || dollar == text.length() - 1) {
                break;
            }
            out.append(text, at, dollar);
            at = variable(text, dollar, out);
            if (out.length() > MAX_LENGTH) {
                throw new TemplateException("the text grows beyond " + MAX_LENGTH + " characters", "");
            }
        }
        return out.append(text, at, text.length()).toString();
    }

    /** Appends what stands for the dollar sign at {@code dollar}; gives the place behind it. */
    private int variable(String text, int dollar, StringBuilder out) throws TemplateException {
        char next = text.charAt(dollar + 1);
        if (next == '$') {
            out.append('$');
            return dollar + 2;
        } else if (next == '{') {
            return braced(text, dollar, out);
        }
        int end = nameEnd(text, dollar + 1);
        out.append(end == dollar + 1 ? "$" : value(text.substring(dollar + 1, end)));
        return end;
    }

    private int braced(String text, int dollar, StringBuilder out) throws TemplateException {
        int end = nameEnd(text, dollar + 2);
        if (end == dollar + 2 || end == text.length()) {
            throw malformed(dollar);
        }
        String name = text.substring(dollar + 2, end);
        if (text.charAt(end) == '}') {
            out.append(value(name));
            return end + 1;
        }
        int operand = operandStart(text, end);
        int close = operand < 0 ? -1 : closingBrace(text, dollar, operand);
        if (close < 0) {
            throw malformed(dollar);
        }
        out.append(apply(name, text.substring(end, operand), text.substring(operand, close)));
        return close + 1;
    }

    private String apply(String name, String operator, String operand) throws TemplateException {
        if (depth == MAX_DEPTH) {
            throw new TemplateException("variables are nested more than " + MAX_DEPTH + " deep", "");
        }
        String value = variables.get(name);
        boolean given = value != null && !(operator.startsWith(":") && value.isEmpty());
        boolean alternative = operator.endsWith("+");
        if (value != null && given && !alternative) {
            return used(name, value);
        } else if (!given && alternative) {
            return value == null ? "" : value;
        }
        String other = new Template(variables, unset, depth + 1).fill(operand);
        if (operator.endsWith("?")) {
            throw missing(name, other);
        }
        return alternative ? other : used(name, other);
    }

    private String used(String name, String value) {
        variables.used(name, value);
        return value;
    }

    private static TemplateException missing(String name, String reason) {
        String message = "the required variable " + name + " is missing a value";
        return TemplateException.missingVariable(
                name,
                reason.isEmpty() ? message : message + ": " + reason,
                "set " + name + " in the environment or in the .env file");
    }

    private String value(String name) {
        String value = variables.get(name);
        if (value == null) {
            unset.accept(name);
            return "";
        }
        return used(name, value);
    }

    /** Does not show the text: it may be a secret. */
    private static TemplateException malformed(int dollar) {
        return new TemplateException(
                "the variable that begins at character " + (dollar + 1) + " of the value is malformed",
                "write ${NAME}, ${NAME:-default} or ${NAME:?message}, or $$ for a dollar sign");
    }

    private static int nameEnd(String text, int from) {
        int at = from;
        while (at < text.length() && isNameCharacter(text.charAt(at), at == from)) {
            at++;
        }
        return at;
    }

    private static boolean isNameCharacter(char c, boolean first) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (!first && c >= '0' && c <= '9');
    }

    /** Where the operand begins, or -1 if there is no operator at {@code at}. */
    private static int operandStart(String text, int at) {
        int operator = text.charAt(at) == ':' ? at + 1 : at;
        return operator < text.length() && "-+?".indexOf(text.charAt(operator)) >= 0 ? operator + 1 : -1;
    }

    /** The brace that ends the operand, or -1 if its line holds none. */
    private int closingBrace(String text, int dollar, int operand) {
        int last = lastBraceOfLine(text, operand);
        if (last < operand) {
            return -1;
        }
        int open = 0;
        for (int i = dollar; i <= last; i++) {
            char c = text.charAt(i);
            if (c == '}' && --open == 0) {
                return i;
            } else if (c == '{') {
                open++;
                i++;
            }
        }
        return last;
    }

    /** Remembered for the line, which may hold many variables. */
    private int lastBraceOfLine(String text, int operand) {
        if (operand > lineEnd) {
            int end = text.indexOf('\n', operand);
            lineEnd = end < 0 ? text.length() : end;
            lastBrace = text.lastIndexOf('}', lineEnd - 1);
        }
        return lastBrace;
    }
}
