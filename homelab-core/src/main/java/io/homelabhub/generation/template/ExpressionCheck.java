package io.homelabhub.generation.template;

import io.homelabhub.generation.values.ConfigNode;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.problem.Suggestion;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.TestInvocationExpression;
import io.pebbletemplates.pebble.node.expression.AndExpression;
import io.pebbletemplates.pebble.node.expression.ArrayExpression;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.BlockFunctionExpression;
import io.pebbletemplates.pebble.node.expression.ContextVariableExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterExpression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.FunctionOrMacroInvocationExpression;
import io.pebbletemplates.pebble.node.expression.GetAttributeExpression;
import io.pebbletemplates.pebble.node.expression.MapExpression;
import io.pebbletemplates.pebble.node.expression.OrExpression;
import io.pebbletemplates.pebble.node.expression.ParentFunctionExpression;
import io.pebbletemplates.pebble.node.expression.RenderableNodeExpression;
import io.pebbletemplates.pebble.node.expression.TernaryExpression;
import io.pebbletemplates.pebble.node.expression.UnaryExpression;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checks the expressions of one template without evaluating them, taken branch or not. */
final class ExpressionCheck {
    /** What a loop tells of itself. */
    static final Set<String> LOOP = Set.of("first", "index", "last");

    private final String template;
    private final Places places;
    private final Uses uses;
    private final Consumer<Problem> problems;
    private List<ConfigNode> reached = new ArrayList<>();

    ExpressionCheck(String template, Places places, Uses uses, Consumer<Problem> problems) {
        this.template = template;
        this.places = places;
        this.uses = uses;
        this.problems = problems;
    }

    /** Checks {@code expression}; gives what is known of its value, and where what it is made of stands. */
    Shape check(Expression<?> expression, Scope scope, Consumer<List<SourceLocation>> origins) {
        reached = new ArrayList<>();
        Shape shape = check(expression, scope);
        origins.accept(reached.stream().map(ConfigNode::origin).toList());
        return shape;
    }

    Shape check(@Nullable Expression<?> expression, Scope scope) {
        if (expression instanceof MarkedValue marked) {
            return check(marked.expression(), scope);
        } else if (expression instanceof ContextVariableExpression || expression instanceof GetAttributeExpression) {
            Shape shape = path(expression, scope, true);
            shape.stream().forEach(uses::add);
            reached.addAll(shape.nodes());
            return shape;
        } else if (expression instanceof BinaryExpression<?> binary) {
            return binary(binary, scope);
        } else if (expression instanceof TernaryExpression ternary) {
            check(ternary.getExpression1(), scope);
            check(ternary.getExpression2(), scope.where(Guards.whereTrue(ternary.getExpression1())));
            check(ternary.getExpression3(), scope.where(Guards.whereFalse(ternary.getExpression1())));
        } else if (expression instanceof FunctionOrMacroInvocationExpression call) {
            requireKnown("function", call.getFunctionName(), Filters.FUNCTIONS, call.getLineNumber());
            arguments(call.getArguments(), scope);
        } else if (expression instanceof ArrayExpression array) {
            array.getValues().forEach(value -> check(value, scope));
        } else if (expression instanceof MapExpression map) {
            map.getEntries().forEach((key, value) -> {
                check(key, scope);
                check(value, scope);
            });
        } else if (expression instanceof RenderableNodeExpression
                || expression instanceof BlockFunctionExpression
                || expression instanceof ParentFunctionExpression) {
            error(expression.getLineNumber(), "blocks are not supported", "use `include`");
        } else if (expression instanceof UnaryExpression unary) {
            check(unary.getChildExpression(), scope);
        }
        return Shape.UNKNOWN;
    }

    private Shape binary(BinaryExpression<?> binary, Scope scope) {
        Expression<?> left = binary.getLeftExpression();
        if (binary instanceof FilterExpression
                && binary.getRightExpression() instanceof FilterInvocationExpression filter) {
            filter(left, filter, scope);
        } else if (binary.getRightExpression() instanceof TestInvocationExpression test) {
            requireKnown("test", test.getTestName(), Filters.TESTS, test.getLineNumber());
            arguments(test.getArgs(), scope);
            lenient(left, scope, test.getTestName().equals("defined"));
        } else {
            check(left, scope);
            Set<String> there = binary instanceof AndExpression
                    ? Guards.whereTrue(left)
                    : binary instanceof OrExpression ? Guards.whereFalse(left) : Set.of();
            check(binary.getRightExpression(), scope.where(there));
        }
        return Shape.UNKNOWN;
    }

    private void filter(Expression<?> input, FilterInvocationExpression filter, Scope scope) {
        if (filter.getFilterName().equals("bcrypt")) {
            error(
                    filter.getLineNumber(),
                    "there is no filter `bcrypt`: its salt would make other bytes of the same input at each run",
                    "keep the hash itself as a secret");
        } else {
            requireKnown("filter", filter.getFilterName(), Filters.KNOWN, filter.getLineNumber());
        }
        arguments(filter.getArgs(), scope);
        lenient(input, scope, filter.getFilterName().equals("default"));
    }

    /** Checks {@code expression}; a path may lead nowhere if {@code mayBeMissing}. */
    private void lenient(Expression<?> expression, Scope scope, boolean mayBeMissing) {
        boolean isPath =
                expression instanceof ContextVariableExpression || expression instanceof GetAttributeExpression;
        if (mayBeMissing && isPath) {
            Shape shape = path(expression, scope, false);
            shape.stream().forEach(uses::add);
            reached.addAll(shape.nodes());
        } else {
            check(expression, scope);
        }
    }

    private void arguments(@Nullable ArgumentsNode arguments, Scope scope) {
        if (arguments == null) {
            return;
        }
        if (arguments.getPositionalArgs() != null) {
            arguments.getPositionalArgs().forEach(argument -> check(argument.getValueExpression(), scope));
        }
        if (arguments.getNamedArgs() != null) {
            arguments.getNamedArgs().forEach(argument -> check(argument.getValueExpression(), scope));
        }
    }

    /** What a path leads to. Only the last part of it counts as used. */
    private Shape path(Expression<?> expression, Scope scope, boolean required) {
        if (expression instanceof ContextVariableExpression variable) {
            Optional<Shape> shape = scope.get(variable.getName());
            if (shape.isEmpty() && required && !scope.isDefined(variable.getName())) {
                unknownName(variable, scope);
            }
            return shape.orElse(Shape.UNKNOWN);
        } else if (expression instanceof GetAttributeExpression get) {
            return attribute(get, scope, required);
        }
        return check(expression, scope);
    }

    private Shape attribute(GetAttributeExpression get, Scope scope, boolean required) {
        Shape owner = path(get.getNode(), scope, required);
        if (get.getArgumentsNode() != null) {
            error(get.getLineNumber(), "methods of values cannot be called", "use a filter");
            return Shape.UNKNOWN;
        }
        Optional<String> name = Guards.constant(get.getAttributeNameExpression());
        if (name.isEmpty()) {
            check(get.getAttributeNameExpression(), scope);
            owner.stream().forEach(uses::add);
            return Shape.UNKNOWN;
        }
        Optional<Shape> member = owner.member(name.get());
        boolean guarded = Guards.path(get).filter(scope::isDefined).isPresent();
        if (member.isEmpty() && required && !guarded) {
            missing(get, name.get(), owner);
        }
        return member.orElse(Shape.UNKNOWN);
    }

    private void unknownName(ContextVariableExpression variable, Scope scope) {
        String name = variable.getName();
        boolean clock = name.equals("timestamp") || name.equals("now");
        error(
                variable.getLineNumber(),
                clock
                        ? "there is no `" + name + "`: the same input gives the same files, whenever they are made"
                        : "there is no `" + name + "`",
                clock
                        ? "remove it"
                        : Suggestion.nearest(name, scope.names())
                                .map(near -> "did you mean `" + near + "`?")
                                .orElse("there are " + String.join(", ", new TreeSet<>(scope.names()))));
    }

    private void missing(GetAttributeExpression get, String name, Shape owner) {
        String path = Guards.path(get).orElse(name);
        String where = owner.stream()
                .map(node -> node.origin().file().toString())
                .distinct()
                .sorted()
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        String near = Suggestion.nearest(name, owner.names())
                .map(found -> "did you mean `" + found + "`? Else ")
                .orElse("");
        error(
                get.getLineNumber(),
                "`" + path + "` is not defined"
                        + (where.isEmpty() ? "" : " (looked in " + where + " and what lies below)"),
                near + "define it, or write `is defined` or `| default('…')`");
    }

    private void requireKnown(String kind, String name, Collection<String> known, int line) {
        if (!known.contains(name)) {
            error(
                    line,
                    "there is no " + kind + " `" + name + "`",
                    Suggestion.nearest(name, known)
                            .map(near -> "did you mean `" + near + "`?")
                            .orElse("there are " + String.join(", ", new TreeSet<>(known))));
        }
    }

    void error(int line, String message, String suggestion) {
        problems.accept(
                Problem.error(places.location(template, line), "", message).withSuggestion(suggestion));
    }
}
