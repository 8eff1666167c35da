package io.homelabhub.sops.store;

import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.tree.SopsComment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.events.CommentEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.ParserImpl;

/** A parser's events with the comments put aside until somebody asks whose they are. */
final class YamlEvents {
    private final ParserImpl parser;
    private final Path file;
    private final List<SopsComment> waiting = new ArrayList<>();

    YamlEvents(ParserImpl parser, Path file) {
        this.parser = parser;
        this.file = file;
    }

    Event peek() {
        while (parser.checkEvent(Event.ID.Comment)) {
            keep((CommentEvent) parser.getEvent());
        }
        return parser.peekEvent();
    }

    Event next() {
        Event next = peek();
        parser.getEvent();
        return next;
    }

    boolean isAt(Event.ID id) {
        return peek().is(id);
    }

    /** The comments before this place that nobody has taken. */
    List<SopsComment> comments() {
        peek();
        return taken(waiting.size());
    }

    /** Those of them before an item of a list at {@code column}, from 0 on, that are not indented more, as they are the item's. */
    List<SopsComment> commentsUpTo(int column) {
        peek();
        int count = 0;
        while (count < waiting.size() && waiting.get(count).location().column() <= column + 1) {
            count++;
        }
        return taken(count);
    }

    /** Those of them at the end of a map or list that are indented no less than it: {@code column}, from 0 on. */
    List<SopsComment> commentsFrom(int column) {
        peek();
        int count = 0;
        while (count < waiting.size() && waiting.get(count).location().column() > column) {
            count++;
        }
        return taken(count);
    }

    /** The comments on the line of the value that was read last. */
    List<SopsComment> inlineComments() {
        List<SopsComment> comments = new ArrayList<>();
        while (waiting.isEmpty()
                && parser.peekEvent() instanceof CommentEvent comment
                && comment.getCommentType() == CommentType.IN_LINE) {
            comments.add(comment(comment));
            parser.getEvent();
        }
        return comments;
    }

    private void keep(CommentEvent comment) {
        if (comment.getCommentType() != CommentType.BLANK_LINE) {
            waiting.add(comment(comment));
        }
    }

    private SopsComment comment(CommentEvent event) {
        return new SopsComment(
                event.getValue(),
                new SourceLocation(
                        file,
                        event.getStartMark().getLine() + 1,
                        event.getStartMark().getColumn() + 1));
    }

    private List<SopsComment> taken(int count) {
        List<SopsComment> first = waiting.subList(0, count);
        List<SopsComment> taken = List.copyOf(first);
        first.clear();
        return taken;
    }
}
