package io.homelabhub.desired.translate;

import io.homelabhub.resource.ApiObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The members of an API object in the making. What says nothing is left out, as Docker's own client leaves it out. */
final class Members {
    private final Map<String, @Nullable Object> members = new TreeMap<>();

    /** Sets {@code name}, unless {@code value} is null, {@code ""}, 0, false or without content. */
    Members put(String name, @Nullable Object value) {
        return saysNothing(value) ? this : always(name, value);
    }

    /** Sets {@code name}, whatever {@code value} is: where an empty value means something else than none. */
    Members always(String name, @Nullable Object value) {
        members.put(name, value);
        return this;
    }

    /** Copies what {@code from} has under the keys of {@code names} to the members that they name. */
    Members copy(ApiObject from, Map<String, String> names) {
        names.forEach((key, member) -> put(member, from.get(key)));
        return this;
    }

    /** As {@link #copy}, for numbers that may stand in strings. */
    Members copyNumbers(ApiObject from, Map<String, String> names) {
        names.forEach((key, member) -> put(member, Values.number(from.get(key))));
        return this;
    }

    /** The object that was made. */
    ApiObject done() {
        return ApiObject.of(members);
    }

    private static boolean saysNothing(@Nullable Object value) {
        return value == null
                || value.equals("")
                || value.equals(false)
                || value.equals(0L)
                || (value instanceof List<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty())
                || (value instanceof ApiObject object && object.isEmpty());
    }
}
