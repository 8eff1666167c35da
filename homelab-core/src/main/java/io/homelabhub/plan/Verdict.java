package io.homelabhub.plan;

/** What becomes of one resource. */
public enum Verdict {
    /** It is as it should be. */
    KEEP(" "),
    /** It is as it should be, and was made by somebody else: from now on it is looked after here. */
    ADOPT(" "),
    /** It shall go and is not there. */
    ABSENT(" "),
    CREATE("+"),
    /** It is there and stopped. */
    START("~"),
    /** It is changed while it runs. */
    UPDATE("~"),
    /** It is ended and started again as it is. */
    RESTART("~"),
    /** Its processes are frozen. */
    PAUSE("~"),
    /** Its processes go on. */
    UNPAUSE("~"),
    /** It is sent a signal. */
    SIGNAL("~"),
    RECREATE("-/+"),
    /** It is stopped and left there. */
    STOP("-"),
    REMOVE("-"),
    /** It ought to be done, and is not, for the reason given. */
    REFUSE("!");

    private final String sign;

    Verdict(String sign) {
        this.sign = sign;
    }

    /** The sign that people read: {@code + ~ - -/+ !}, or a blank for nothing to do. */
    public String sign() {
        return sign;
    }

    /** Whether something is done. */
    public boolean changesSomething() {
        return this != KEEP && this != ADOPT && this != ABSENT && this != REFUSE;
    }
}
