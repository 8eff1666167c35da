package io.homelabhub.compose.tree;

/** The order of texts by their bytes in UTF-8, in which Compose sorts; that of Java differs beyond the basic plane. */
public final class ByteOrder {
    private ByteOrder() {}

    /** As {@link java.util.Comparator#compare}. */
    public static int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean bothOrNone = Character.isSurrogate(x) == Character.isSurrogate(y);
                return bothOrNone ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
