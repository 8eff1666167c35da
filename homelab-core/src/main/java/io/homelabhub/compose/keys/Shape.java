package io.homelabhub.compose.keys;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What may stand in one place of a file, and what the stages of loading do there. Immutable once the tables are built.
 *
 * <p>One shape covers all forms of a value: a list has {@link #item}, a map has fixed {@link #fields}, or {@link #values}
 * behind keys that the owner chooses.
 */
public final class Shape {
    /** Anything at all, left alone. */
    public static final Shape ANYTHING = new Shape(EnumSet.allOf(Form.class), Encoding.OMITTED);

    private final Set<Form> forms;
    private final Encoding encoding;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();
    private Shape item = this;
    private @Nullable Shape values;
    private KeyRule keyRule = KeyRule.ANY;
    private boolean extensible;
    private boolean lenient;
    private boolean unique;
    private boolean shownWhenZero;
    private Cast cast = Cast.NONE;
    private Merge merge = Merge.DEFAULT;
    private Index index = Index.NONE;
    private LongForm longForm = LongForm.NONE;
    private PathRule path = PathRule.NONE;
    private List<String> choices = List.of();
    private Predicate<String> pattern = text -> true;
    private String patternWords = "";
    private long least = Long.MIN_VALUE;
    private long most = Long.MAX_VALUE;

    Shape(Set<Form> forms, Encoding encoding) {
        this.forms = Collections.unmodifiableSet(forms);
        this.encoding = encoding;
    }

    static Shape of(Encoding encoding, Form first, Form... more) {
        return new Shape(EnumSet.of(first, more), encoding);
    }

    // ---- building, only while the tables are made ----

    Shape items(Shape shape) {
        item = shape;
        return this;
    }

    Shape values(KeyRule rule, Shape shape) {
        keyRule = rule;
        values = shape;
        return this;
    }

    Shape fields(Field... all) {
        for (Field field : all) {
            fields.put(field.name(), field);
        }
        return this;
    }

    Shape required(String... names) {
        Collections.addAll(required, names);
        return this;
    }

    Shape extensible() {
        extensible = true;
        return this;
    }

    Shape lenient() {
        lenient = true;
        return this;
    }

    Shape unique() {
        unique = true;
        return this;
    }

    Shape shownWhenZero() {
        shownWhenZero = true;
        return this;
    }

    Shape cast(Cast rule) {
        cast = rule;
        return this;
    }

    Shape merge(Merge rule) {
        merge = rule;
        return this;
    }

    Shape index(Index rule) {
        index = rule;
        return this;
    }

    Shape longForm(LongForm rule) {
        longForm = rule;
        return this;
    }

    Shape path(PathRule rule) {
        path = rule;
        return this;
    }

    Shape choices(String... all) {
        choices = List.of(all);
        return this;
    }

    Shape pattern(String words, Predicate<String> rule) {
        patternWords = words;
        pattern = rule;
        return this;
    }

    Shape range(long from, long to) {
        least = from;
        most = to;
        return this;
    }

    // ---- reading ----

    /** The forms in which the value may be written. */
    public Set<Form> forms() {
        return forms;
    }

    /** The canonical form. */
    public Encoding encoding() {
        return encoding;
    }

    /** The keys with fixed names, in canonical order. */
    public Collection<Field> fields() {
        return fields.values();
    }

    /** The fixed key {@code name}, or null if there is none. */
    public @Nullable Field field(String name) {
        return fields.get(name);
    }

    /** The names of the fixed keys. */
    public Collection<String> names() {
        return fields.keySet();
    }

    /** Keys that must be there. */
    public Collection<String> required() {
        return required;
    }

    /** Whether the owner chooses the keys. */
    public boolean hasOwnKeys() {
        return values != null;
    }

    /** Which keys the owner may choose. */
    public KeyRule keyRule() {
        return keyRule;
    }

    /** Whether {@code x-} keys may be added. */
    public boolean isExtensible() {
        return extensible;
    }

    /** Whether keys that are not known are let pass. */
    public boolean isLenient() {
        return lenient;
    }

    /** What a list holds. */
    public Shape item() {
        return item == this ? ANYTHING : item;
    }

    /** What stands behind {@code key} of a map. */
    public Shape child(String key) {
        if (values != null) {
            return values;
        }
        Field field = fields.get(key);
        return field == null ? ANYTHING : field.shape();
    }

    /** Whether no two items of a list may be equal. */
    public boolean isUnique() {
        return unique;
    }

    /** Whether zero, false and empty are printed. */
    public boolean isShownWhenZero() {
        return shownWhenZero;
    }

    /** To what a string is converted. */
    public Cast cast() {
        return cast;
    }

    /** How a later file meets an earlier one. */
    public Merge merge() {
        return merge;
    }

    /** What makes two entries of a list the same. */
    public Index index() {
        return index;
    }

    /** How the short form is written out. */
    public LongForm longForm() {
        return longForm;
    }

    /** How a relative path is made absolute. */
    public PathRule path() {
        return path;
    }

    /** The strings that are allowed; empty if all are. */
    public List<String> choices() {
        return choices;
    }

    /** What is wrong with a string of this shape, as words for what was expected; null if nothing is. */
    public @Nullable String expectedInsteadOf(String text) {
        if (!choices.isEmpty() && !choices.contains(text)) {
            return choices.size() == 1 ? "\"" + choices.get(0) + "\"" : "one of " + String.join(", ", choices);
        }
        return pattern.test(text) ? null : patternWords;
    }

    /** What is wrong with a number of this shape, as words for what was expected; null if nothing is. */
    public @Nullable String expectedInsteadOf(double number) {
        if (least != Long.MIN_VALUE && number < least) {
            return least + " or more";
        }
        return most != Long.MAX_VALUE && number > most ? most + " or less" : null;
    }

    /** For messages: {@code a string or a list}. */
    public String expected() {
        List<String> words = new ArrayList<>();
        for (Form form : forms) {
            if (form != Form.NULL || forms.size() == 1) {
                words.add(form.words());
            }
        }
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }
}
