package io.homelabhub.planning;

import io.homelabhub.plan.FieldDifference;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.secret.SecretMask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The fields in which a container is not as it shall be, in the words of the Compose files and with secrets masked. */
final class ContainerDifferences {
    private static final int SHORT_ID = 12;

    private final ApiObject live;
    private final boolean imageKnown;
    private final Map<String, String> namesById;
    private final SecretMask mask;
    private final boolean sameHash;
    private final Set<String> enginesOwn;
    private final List<FieldDifference> differences = new ArrayList<>();
    private final Set<String> marks = new TreeSet<>();
    private final Set<String> members = new TreeSet<>();

    /** @param enginesOwn the marks of differences that are none */
    ContainerDifferences(
            ApiObject live,
            boolean imageKnown,
            Map<String, String> namesById,
            SecretMask mask,
            boolean sameHash,
            Set<String> enginesOwn) {
        this.live = live;
        this.imageKnown = imageKnown;
        this.namesById = namesById;
        this.mask = mask;
        this.sameHash = sameHash;
        this.enginesOwn = enginesOwn;
    }

    /** Sorted by path. */
    List<FieldDifference> all() {
        return differences.stream().sorted().toList();
    }

    /** The HostConfig members that differ; Config members begin with {@code Config.}. */
    Set<String> members() {
        return members;
    }

    /** The marks of the differences. */
    Set<String> marks() {
        return marks;
    }

    void compare(String member, String name, String prefix, @Nullable Object asked, @Nullable Object has) {
        Object before = NormalForm.of(name, has, namesById);
        Object after = NormalForm.of(name, asked, namesById);
        if (!before.equals(after) && !isExcused(name, before, after)) {
            int dot = name.indexOf('.');
            String path = dot < 0
                    ? ComposeKeys.of(name)
                    : ComposeKeys.of(name.substring(0, dot)) + "." + ComposeKeys.of(name.substring(dot + 1));
            FieldDifference plain = new FieldDifference(prefix + path, NormalForm.text(before), NormalForm.text(after));
            String was = shown(name, has, asked);
            String shall = shown(name, asked, has);
            boolean telling = !was.equals(shall);
            add(member, plain, mask.mask(telling ? was : plain.before()), mask.mask(telling ? shall : plain.after()));
        }
    }

    /** What Docker Compose takes for nothing in a container of the same configuration. */
    private boolean isExcused(String name, Object before, Object after) {
        return sameHash
                && ((before.equals("") && EngineDefaults.mayForget(name))
                        || (name.equals("Links") && Links.suffice(before, after)));
    }

    /** {@code value} for people; where it is one of yes and no, nothing is no. */
    private String shown(String name, @Nullable Object value, @Nullable Object other) {
        boolean isSwitch = value instanceof Boolean || other instanceof Boolean;
        return isSwitch ? String.valueOf(Boolean.TRUE.equals(value)) : SettingText.of(name, value, namesById);
    }

    /** Values by their keys. Where the image is not known, only what was asked for counts. */
    void compareKeyed(String member, Map<String, String> after, Map<String, String> before, String prefix) {
        Set<String> keys = new TreeSet<>(after.keySet());
        keys.addAll(before.keySet());
        for (String key : keys) {
            if (!imageKnown && !after.containsKey(key)) {
                continue;
            }
            String was = before.getOrDefault(key, "");
            String shall = after.getOrDefault(key, "");
            if (!was.equals(shall) || before.containsKey(key) != after.containsKey(key)) {
                FieldDifference plain = new FieldDifference(prefix + key, was, shall);
                add("Config." + member, plain, shown(before, key), shown(after, key));
            }
        }
    }

    private String shown(Map<String, String> values, String key) {
        String value = values.get(key);
        return value == null ? "" : FieldDifference.given(mask.maskValue(key, value));
    }

    private void add(String member, FieldDifference plain, String before, String after) {
        String mark = EngineMarks.mark(plain.path(), withoutId(plain.before()), plain.after());
        if (!enginesOwn.contains(mark) && !isAddedAtStart(plain)) {
            marks.add(mark);
            members.add(member);
            differences.add(new FieldDifference(plain.path(), before, after));
        }
    }

    /** What is called after the container is called otherwise on each. */
    private String withoutId(String text) {
        String id = live.string("Id").orElse("");
        return id.length() < SHORT_ID ? text : text.replace(id, "ID").replace(id.substring(0, SHORT_ID), "ID");
    }

    /** An engine that adds to what it is asked for also adds these variables, and only when the container starts. */
    private boolean isAddedAtStart(FieldDifference plain) {
        return !enginesOwn.isEmpty()
                && plain.after().isEmpty()
                && (plain.path().equals("environment.HOME")
                        || (plain.path().equals("environment.HOSTNAME")
                                && live.object("Config")
                                        .string("Hostname")
                                        .filter(plain.before()::equals)
                                        .isPresent()));
    }
}
