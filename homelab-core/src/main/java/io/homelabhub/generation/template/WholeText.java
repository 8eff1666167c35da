package io.homelabhub.generation.template;

import io.homelabhub.generation.template.Marks.Letter;
import io.homelabhub.generation.template.Marks.Unit;
import io.homelabhub.generation.template.Marks.Value;
import java.util.List;

/** A rendered file as a whole, without the lines of which only tags were. */
final class WholeText {
    private final List<Unit> units;
    private final Places places;

    WholeText(List<Unit> units, Places places) {
        this.units = units;
        this.places = places;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        StringBuilder line = new StringBuilder();
        boolean blank = true;
        for (Unit unit : units) {
            if (unit instanceof Value value) {
                line.append(value.text());
                blank = false;
                continue;
            }
            Letter letter = (Letter) unit;
            line.append(letter.character());
            blank &= Character.isWhitespace(letter.character());
            if (letter.character() == '\n') {
                text.append(blank && places.isOfTags(letter.place()) ? "" : line);
                line.setLength(0);
                blank = true;
            }
        }
        return text.append(line).toString();
    }
}
