package io.homelabhub.problem;

/** How much a {@link Problem} weighs. */
public enum Severity {
    /** The input cannot be used. */
    ERROR,
    /** The input is used; the reader should know. Strict reading makes an error of it. */
    WARNING
}
