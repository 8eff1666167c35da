package io.homelabhub.compose.keys;

/** Texts of a service that only some characters or words make up. */
final class ServiceTexts {
    private ServiceTexts() {}

    static boolean isContainerName(String name) {
        for (int i = 0; i + 1 < name.length(); i++) {
            char next = name.charAt(i + 1);
            boolean nextFits = isAlphanumeric(next) || next == '_' || next == '.' || next == '-';
            if (isAlphanumeric(name.charAt(i)) && nextFits) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Compose looks for the words anywhere in the value. */
    static boolean isPullPolicy(String policy) {
        for (String word :
                new String[] {"always", "never", "build", "if_not_present", "missing", "refresh", "daily", "weekly"}) {
            if (policy.contains(word)) {
                return true;
            }
        }
        int every = policy.indexOf("every_");
        int digit = every + "every_".length();
        int unit = digit;
        while (every >= 0 && unit < policy.length() && Character.digit(policy.charAt(unit), 10) >= 0) {
            unit++;
        }
        return unit > digit && unit < policy.length() && "wdhms".indexOf(policy.charAt(unit)) >= 0;
    }
}
