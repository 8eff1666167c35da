package io.homelabhub.observed;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.spelling.ImageName;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which major version of PostgreSQL an image has. One cannot read what another has written. */
public final class PostgresMajor {
    private static final Pattern BY_ITS_OWN_TAG = Pattern.compile("(?:.*/)?(?:postgres|postgis|postgresql)");
    private static final Pattern FIRST_NUMBER = Pattern.compile("v?(\\d{1,3})(?:[.-].*)?");
    private static final Pattern NUMBER_OF_PG = Pattern.compile("(?:.*[.-])?pg(\\d{1,3})(?:[.-].*)?");
    private static final String VARIABLE = "PG_MAJOR=";

    private PostgresMajor() {}

    /** As the tag of a reference says: 17 for {@code postgres:17-alpine} and {@code pgvector/pgvector:pg17}; empty if it says nothing. */
    public static OptionalInt ofReference(String reference) {
        ImageName name = ImageName.parse(reference);
        Matcher ofPg = NUMBER_OF_PG.matcher(name.tag().orElse(""));
        if (ofPg.matches()) {
            return number(ofPg.group(1));
        }
        Matcher first = FIRST_NUMBER.matcher(name.tag().orElse(""));
        boolean own = BY_ITS_OWN_TAG.matcher(name.path()).matches();
        return own && first.matches() ? number(first.group(1)) : OptionalInt.empty();
    }

    /** As the variable says that the public image and those made from it have. Source: hub.docker.com/_/postgres, its Dockerfiles. */
    public static OptionalInt ofConfig(ApiObject config) {
        Optional<String> said = config.strings("Env").stream()
                .filter(variable -> variable.startsWith(VARIABLE))
                .map(variable -> variable.substring(VARIABLE.length()))
                .filter(text -> text.matches("\\d{1,3}"))
                .findFirst();
        return said.isPresent() ? number(said.get()) : OptionalInt.empty();
    }

    private static OptionalInt number(String digits) {
        return OptionalInt.of(Integer.parseInt(digits));
    }
}
