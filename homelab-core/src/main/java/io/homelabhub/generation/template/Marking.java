package io.homelabhub.generation.template;

import io.pebbletemplates.pebble.extension.AbstractNodeVisitor;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.TextNode;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;

/** Puts marks around all that a template writes. */
final class Marking extends AbstractNodeVisitor {
    private final Places places;

    Marking(PebbleTemplateImpl template, Places places) {
        super(template);
        this.places = places;
    }

    @Override
    public void visit(BodyNode node) {
        node.getChildren().replaceAll(this::marked);
        super.visit(node);
    }

    private RenderableNode marked(RenderableNode child) {
        String template = getTemplate().getName();
        if (child instanceof TextNode text) {
            return new MarkedLines(String.valueOf(text.getData()), text.getLineNumber(), template, places);
        } else if (child instanceof PrintNode print) {
            print.setExpression(new MarkedValue(print.getExpression(), places.number(template, print.getLineNumber())));
        }
        return child;
    }
}
