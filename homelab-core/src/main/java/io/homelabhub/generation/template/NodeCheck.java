package io.homelabhub.generation.template;

import io.homelabhub.problem.Problem;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.node.IfNode;
import io.pebbletemplates.pebble.node.IncludeNode;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.RootNode;
import io.pebbletemplates.pebble.node.SetNode;
import io.pebbletemplates.pebble.node.TextNode;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pebbletemplates.pebble.utils.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Checks a template in every branch: each name is defined, each filter, test and function is there. Nothing is rendered. */
final class NodeCheck {
    private final PebbleTemplateImpl template;
    private final Function<String, Optional<PebbleTemplateImpl>> others;
    private final Places places;
    private final Uses uses;
    private final Consumer<Problem> problems;
    private final List<String> path;
    private final ExpressionCheck expressions;

    /** @param others finds a template by its name; empty if there is none */
    NodeCheck(
            PebbleTemplateImpl template,
            Function<String, Optional<PebbleTemplateImpl>> others,
            Places places,
            Uses uses,
            Consumer<Problem> problems) {
        this(template, others, places, uses, problems, List.of(template.getName()));
    }

    private NodeCheck(
            PebbleTemplateImpl template,
            Function<String, Optional<PebbleTemplateImpl>> others,
            Places places,
            Uses uses,
            Consumer<Problem> problems,
            List<String> path) {
        this.template = template;
        this.others = others;
        this.places = places;
        this.uses = uses;
        this.problems = problems;
        this.path = path;
        this.expressions = new ExpressionCheck(template.getName(), places, uses, problems);
    }

    void check(Scope scope) {
        node(((RootNode) template.getRootNode()).getBody(), scope);
    }

    private void node(RenderableNode node, Scope scope) {
        if (node instanceof BodyNode body) {
            body.getChildren().forEach(child -> node(child, scope));
        } else if (node instanceof PrintNode print && print.getExpression() instanceof MarkedValue value) {
            expressions.check(value, scope, origins -> places.originate(value.place(), origins));
        } else if (node instanceof IfNode condition) {
            condition(condition, scope);
        } else if (node instanceof ForNode loop) {
            loop(loop, scope);
        } else if (node instanceof SetNode set) {
            scope.set(set.getName(), expressions.check(set.getValue(), scope));
        } else if (node instanceof IncludeNode include) {
            include(include, scope);
        } else if (!(node instanceof MarkedLines) && !(node instanceof TextNode)) {
            expressions.error(0, "a tag that Homelab does not know", "there are if, for, set, include and verbatim");
        }
    }

    private void condition(IfNode node, Scope scope) {
        Scope rest = scope;
        for (Pair<Expression<?>, BodyNode> branch : node.getConditionsWithBodies()) {
            expressions.check(branch.getLeft(), rest);
            branch(branch.getRight(), scope, rest.where(Guards.whereTrue(branch.getLeft())));
            rest = rest.where(Guards.whereFalse(branch.getLeft()));
        }
        if (node.getElseBody() != null) {
            branch(node.getElseBody(), scope, rest);
        }
    }

    /** What a branch sets is seen behind it, though nobody knows with which value. */
    private void branch(BodyNode body, Scope outer, Scope inner) {
        node(body, inner);
        inner.names().stream()
                .filter(name -> outer.get(name).isEmpty())
                .toList()
                .forEach(name -> outer.set(name, Shape.UNKNOWN));
    }

    private void loop(ForNode node, Scope scope) {
        Shape all = expressions.check(node.getIterable(), scope);
        if (!all.isIterable()) {
            expressions.error(node.getLineNumber(), "`for` goes through a list or a map, and this is neither", "");
        }
        Scope inner = scope.inner();
        inner.set(node.getIterationVariable(), all.items());
        inner.set("loop", Shape.UNKNOWN);
        node(node.getBody(), inner);
        if (node.getElseBody() != null) {
            node(node.getElseBody(), scope.inner());
        }
    }

    private void include(IncludeNode node, Scope scope) {
        if (!(node.getIncludeExpression() instanceof LiteralStringExpression literal)) {
            expressions.error(
                    node.getLineNumber(), "`include` takes a name in quotes", "write `{% include '_part' %}`");
            return;
        }
        String name = literal.getValue();
        Optional<PebbleTemplateImpl> other = others.apply(name);
        if (path.contains(name)) {
            expressions.error(
                    node.getLineNumber(),
                    "templates include each other: " + String.join(" -> ", path) + " -> " + name,
                    "");
        } else if (other.isEmpty()) {
            expressions.error(
                    node.getLineNumber(), "there is no template `" + name + "` beside this one, or it is broken", "");
        } else {
            List<String> deeper = new ArrayList<>(path);
            deeper.add(name);
            new NodeCheck(other.get(), others, places, uses, problems, deeper).check(scope.inner());
        }
    }
}
