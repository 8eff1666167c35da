package io.homelabhub.generation.template;

import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.node.AbstractRenderableNode;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.io.IOException;
import java.io.Writer;

/** Text of a template, each of its lines with its number. */
final class MarkedLines extends AbstractRenderableNode {
    private final String marked;

    /** @param lastLine the line at which the text ends, as the lexer counts */
    MarkedLines(String text, int lastLine, String template, Places places) {
        super(lastLine);
        int line = lastLine - (int) text.chars().filter(c -> c == '\n').count();
        StringBuilder out = new StringBuilder(Marks.line(places.number(template, line)));
        for (int i = 0; i < text.length(); i++) {
            out.append(text.charAt(i));
            if (text.charAt(i) == '\n') {
                line++;
                out.append(Marks.line(places.number(template, line)));
            }
        }
        this.marked = out.toString();
    }

    @Override
    public void render(PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context) throws IOException {
        writer.write(marked);
    }

    @Override
    public void accept(NodeVisitor visitor) {
        visitor.visit(this);
    }
}
