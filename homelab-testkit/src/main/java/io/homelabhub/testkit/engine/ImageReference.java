package io.homelabhub.testkit.engine;

/** Brings the forms of an image's name to one: {@code redis} is {@code docker.io/library/redis:latest}. */
final class ImageReference {
    private ImageReference() {}

    static String canonical(String reference) {
        if (reference.startsWith("sha256:")) {
            return reference;
        }
        int slash = reference.indexOf('/');
        String head = slash < 0 ? "" : reference.substring(0, slash);
        boolean registry = head.contains(".") || head.contains(":") || head.equals("localhost");
        String full = registry ? reference : "docker.io/" + (slash < 0 ? "library/" : "") + reference;
        boolean tagged = full.contains("@") || full.lastIndexOf(':') > full.lastIndexOf('/');
        return tagged ? full : full + ":latest";
    }
}
