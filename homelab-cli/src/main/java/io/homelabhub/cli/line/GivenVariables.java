package io.homelabhub.cli.line;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the variables that a command line gives to a program. */
public final class GivenVariables {
    private GivenVariables() {}

    /**
     * What {@code NAME=VALUE} says, or {@code NAME} alone if it is set here.
     *
     * @param ours the variables of this process
     * @throws UsageException for a value without a name
     */
    public static Map<String, String> of(List<String> given, Map<String, String> ours) {
        Map<String, String> variables = new TreeMap<>();
        for (String one : given) {
            int equals = one.indexOf('=');
            if (equals == 0 || one.isEmpty()) {
                throw new UsageException("--env has no name; give NAME=VALUE");
            }
            if (equals > 0) {
                variables.put(one.substring(0, equals), one.substring(equals + 1));
            } else if (ours.containsKey(one)) {
                variables.put(one, ours.get(one));
            }
        }
        return variables;
    }
}
