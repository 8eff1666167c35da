package io.homelabhub.variables;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells an absolute URL by its form. Hosts may have underscores, as services of Compose do; {@code java.net.URI} refuses these. */
final class UrlForm {
    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#\\s]*)([/?#]\\S*)?");
    private static final Pattern PLACE =
            Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?(,[A-Za-z0-9._-]+(:[0-9]{1,5})?)*");
    private static final Pattern LOCAL = Pattern.compile("unix|file|sqlite|jdbc|npipe");

    private UrlForm() {}

    static boolean isUrl(String text) {
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            return false;
        }
        String authority = url.group(2);
        String rest = url.group(3) == null ? "" : url.group(3);
        if (authority.isEmpty()) {
            return LOCAL.matcher(url.group(1)).matches() && !rest.isEmpty();
        }
        int at = authority.indexOf('@');
        boolean oneUser = at < 0 || at == authority.lastIndexOf('@');
        boolean user = at >= 0 || (authority.contains(":") && !isPort(authority));
        boolean cut = user && rest.contains("@");
        return oneUser && !cut && PLACE.matcher(authority.substring(at + 1)).matches();
    }

    private static boolean isPort(String authority) {
        return authority.substring(authority.lastIndexOf(':') + 1).matches("[0-9]{1,5}");
    }
}
