package io.homelabhub.generation.template;

import io.pebbletemplates.pebble.node.TestInvocationExpression;
import io.pebbletemplates.pebble.node.expression.AndExpression;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.ContextVariableExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.GetAttributeExpression;
import io.pebbletemplates.pebble.node.expression.LiteralIntegerExpression;
import io.pebbletemplates.pebble.node.expression.LiteralLongExpression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import io.pebbletemplates.pebble.node.expression.NegativeTestExpression;
import io.pebbletemplates.pebble.node.expression.OrExpression;
import io.pebbletemplates.pebble.node.expression.PositiveTestExpression;
import io.pebbletemplates.pebble.node.expression.UnaryNotExpression;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What conditions tell of paths. */
final class Guards {
    private Guards() {}

    /** The paths that are there where {@code condition} holds. */
    static Set<String> whereTrue(Expression<?> condition) {
        return paths(condition, true);
    }

    /** The paths that are there where it does not. */
    static Set<String> whereFalse(Expression<?> condition) {
        return paths(condition, false);
    }

    private static Set<String> paths(Expression<?> condition, boolean holds) {
        Set<String> paths = new HashSet<>();
        if (condition instanceof UnaryNotExpression not) {
            paths.addAll(paths(not.getChildExpression(), !holds));
        } else if ((condition instanceof AndExpression && holds) || (condition instanceof OrExpression && !holds)) {
            BinaryExpression<?> both = (BinaryExpression<?>) condition;
            paths.addAll(paths(both.getLeftExpression(), holds));
            paths.addAll(paths(both.getRightExpression(), holds));
        } else if (holds ? condition instanceof PositiveTestExpression : condition instanceof NegativeTestExpression) {
            BinaryExpression<?> test = (BinaryExpression<?>) condition;
            boolean defined = test.getRightExpression() instanceof TestInvocationExpression invocation
                    && invocation.getTestName().equals("defined");
            Optional<String> path = defined ? path(test.getLeftExpression()) : Optional.empty();
            path.ifPresent(paths::add);
        }
        return paths;
    }

    /** {@code secrets.database.password}, if that is all that the expression says. */
    static Optional<String> path(Expression<?> expression) {
        if (expression instanceof ContextVariableExpression variable) {
            return Optional.of(variable.getName());
        } else if (expression instanceof GetAttributeExpression get && get.getArgumentsNode() == null) {
            Optional<String> owner = path(get.getNode());
            Optional<String> name = constant(get.getAttributeNameExpression());
            return owner.flatMap(before -> name.map(last -> before + "." + last));
        }
        return Optional.empty();
    }

    static Optional<String> constant(Expression<?> name) {
        if (name instanceof LiteralStringExpression text) {
            return Optional.of(text.getValue());
        } else if (name instanceof LiteralLongExpression number) {
            return Optional.of(String.valueOf(number.getValue()));
        }
        return name instanceof LiteralIntegerExpression number
                ? Optional.of(String.valueOf(number.getValue()))
                : Optional.empty();
    }
}
