package io.homelabhub.generation.template;

import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.attributes.ResolvedAttribute;
import io.pebbletemplates.pebble.error.AttributeNotFoundException;
import io.pebbletemplates.pebble.error.ParserException;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.NodeVisitorFactory;
import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.node.ForNode.LoopVariables;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.parser.Parser;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Homelab's templates have of Pebble, and what they have beside it. Left out are tags whose text can become a value (macros,
 * blocks, filters around text): there a value would no longer be told from what the template wrote. No method of an object is called.
 */
final class Dialect extends AbstractExtension {
    private static final List<String> LEFT_OUT = List.of(
            "autoescape",
            "block",
            "cache",
            "embed",
            "extends",
            "filter",
            "flush",
            "from",
            "import",
            "macro",
            "parallel");

    private final Places places;

    Dialect(Places places) {
        this.places = places;
    }

    @Override
    public Map<String, Filter> getFilters() {
        return Filters.own();
    }

    @Override
    public List<NodeVisitorFactory> getNodeVisitors() {
        return List.of(template -> new Marking((PebbleTemplateImpl) template, places));
    }

    @Override
    public List<AttributeResolver> getAttributeResolver() {
        return List.of((instance, name, arguments, args, context, file, line) ->
                new ResolvedAttribute(member(instance, String.valueOf(name), file, line)));
    }

    private static @Nullable Object member(@Nullable Object instance, String name, String file, int line) {
        if (instance instanceof Map<?, ?> map && map.containsKey(name)) {
            return map.get(name);
        } else if (instance instanceof List<?> list
                && name.matches("[0-9]{1,9}")
                && Integer.parseInt(name) < list.size()) {
            return list.get(Integer.parseInt(name));
        } else if (instance instanceof Map.Entry<?, ?> entry && (name.equals("key") || name.equals("value"))) {
            return name.equals("key") ? entry.getKey() : entry.getValue();
        } else if (instance instanceof LoopVariables loop && ExpressionCheck.LOOP.contains(name)) {
            return name.equals("index")
                    ? (Object) (long) loop.getIndex()
                    : name.equals("first") ? loop.isFirst() : loop.isLast();
        }
        throw new AttributeNotFoundException(null, "there is no " + name, name, line, file);
    }

    @Override
    public List<TokenParser> getTokenParsers() {
        return Stream.<TokenParser>concat(LEFT_OUT.stream().map(LeftOut::new), Stream.of(new Include()))
                .toList();
    }

    private record LeftOut(String tag) implements TokenParser {
        @Override
        public String getTag() {
            return tag;
        }

        @Override
        public RenderableNode parse(Token token, Parser parser) {
            throw new ParserException(
                    null,
                    "there is no tag `" + tag + "` here; there are if, for, set, include and verbatim",
                    token.getLineNumber(),
                    parser.getStream().getFilename());
        }
    }

    /** Without {@code with}: what is included sees what the template sees. */
    private record Include() implements TokenParser {
        @Override
        public String getTag() {
            return "include";
        }

        @Override
        public RenderableNode parse(Token token, Parser parser) {
            parser.getStream().next();
            var name = parser.getExpressionParser().parseExpression();
            parser.getStream().expect(Token.Type.EXECUTE_END);
            return new io.pebbletemplates.pebble.node.IncludeNode(token.getLineNumber(), name, null);
        }
    }
}
