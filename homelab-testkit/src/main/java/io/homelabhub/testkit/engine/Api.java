package io.homelabhub.testkit.engine;

import io.homelabhub.resource.ApiObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes API objects down in short. */
final class Api {
    private Api() {}

    /** The object of alternating names and values. */
    static ApiObject object(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return ApiObject.of(members);
    }

    /** {@code base} with the members of {@code more} put over it. */
    static ApiObject merged(ApiObject base, ApiObject more) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>(base.members());
        members.putAll(more.members());
        return ApiObject.of(members);
    }
}
