package io.homelabhub.generation.template;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The value of an expression that is printed, as text between marks. */
final class MarkedValue implements Expression<String> {
    private final Expression<?> expression;
    private final int place;

    MarkedValue(Expression<?> expression, int place) {
        this.expression = expression;
        this.place = place;
    }

    Expression<?> expression() {
        return expression;
    }

    int place() {
        return place;
    }

    @Override
    public String evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
        Object value = value(self, context);
        String objection = objection(value);
        if (!objection.isEmpty()) {
            throw new RefusedValueException(objection, place, getLineNumber(), self.getName());
        }
        return Marks.value(place, text(value));
    }

    /** A filter that gets what it does not expect says so by any exception, in words that can hold the value. */
    private @Nullable Object value(PebbleTemplateImpl self, EvaluationContextImpl context) {
        try {
            return expression.evaluate(self, context);
        } catch (PebbleException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new RefusedValueException(Templates.UNFIT, place, getLineNumber(), self.getName());
        }
    }

    private static String objection(@Nullable Object value) {
        if (value == null) {
            return "the value is null, so there is nothing to write; give it one, or write `| default('…')`";
        } else if (value instanceof Map || value instanceof List || value instanceof Iterable) {
            return "the value is a map or a list, which is no text; write `| json`, or name what is meant in it";
        } else if (value instanceof byte[]) {
            return "the value is no text in UTF-8; write `| b64encode`";
        }
        return Marks.isMarked(text(value))
                ? "the value holds a character that Unicode keeps for programs (U+FDD0 to U+FDD3)"
                : "";
    }

    /** As it is written; a number without an exponent. */
    static String text(@Nullable Object value) {
        return value instanceof Double number && !number.isInfinite() && !number.isNaN()
                ? new BigDecimal(number.toString()).toPlainString()
                : String.valueOf(value);
    }

    @Override
    public void accept(NodeVisitor visitor) {
        visitor.visit(this);
    }

    @Override
    public int getLineNumber() {
        return expression.getLineNumber();
    }

    /** A value that cannot be written. The message holds no value. */
    static final class RefusedValueException extends PebbleException {
        private static final long serialVersionUID = 1L;

        private final int place;

        RefusedValueException(String message, int place, int line, String template) {
            super(null, message, line, template);
            this.place = place;
        }

        int place() {
            return place;
        }
    }
}
