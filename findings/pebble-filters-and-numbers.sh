#!/usr/bin/env bash
# pebble-filters-and-numbers - a number, as YAML gives one, is taken by some filters of texts (upper, replace, base64encode) and thrown at by
# others (trim, title, capitalize, split, urlencode): a java.lang.ClassCastException that names no template and no line, where Pebble's own
# errors are PebbleExceptions that name both.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
jars io.pebbletemplates:pebble:4.1.2
cat >"$work/Filters.java" <<'JAVA'
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.loader.StringLoader;
import java.io.StringWriter;
import java.util.Map;

class Filters {
    public static void main(String[] filters) throws Exception {
        PebbleEngine engine = new PebbleEngine.Builder()
                .loader(new StringLoader())
                .strictVariables(true)
                .autoEscaping(false)
                .build();
        for (String filter : filters) {
            StringWriter text = new StringWriter();
            try {
                engine.getTemplate("first line\n{{ port | " + filter + " }}").evaluate(text, Map.of("port", 8080));
                System.out.println(filter + ": taken");
            } catch (PebbleException told) {
                System.out.println(filter + ": told with line " + told.getLineNumber());
            } catch (ClassCastException bare) {
                System.out.println(filter + ": " + bare.getClass().getName());
            }
        }
    }
}
JAVA
ls "$work/jars"
java -cp "$work/jars/*" "$work/Filters.java" upper "replace({'8': '9'})" base64encode trim title capitalize "split(',')" urlencode nosuch 2>/dev/null |
  tee "$work/out"
[ "$(grep -c ': taken$' "$work/out")" = 3 ] && [ "$(grep -c ': java.lang.ClassCastException$' "$work/out")" = 5 ] &&
  grep -q '^nosuch: told with line 2$' "$work/out" || { echo "no longer so"; exit 1; }
