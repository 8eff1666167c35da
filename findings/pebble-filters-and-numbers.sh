#!/usr/bin/env bash
# pebble-filters-and-numbers - a number, as YAML gives one, is taken by some filters of texts (upper, replace, base64encode) and thrown at by
# others (trim, title, capitalize, split, urlencode): a java.lang.ClassCastException that names no template and no line, where Pebble's own
# errors are PebbleExceptions that name both.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
needs mvn Maven
needs java "JDK 17 or newer"
cat >"$work/pom.xml" <<'XML'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.pebbletemplates</groupId><artifactId>pebble</artifactId><version>4.1.2</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory="$work/jars" \
  >"$work/log" 2>&1 || { cat "$work/log"; exit 3; }
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
