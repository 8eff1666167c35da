package io.homelabhub.compose.keys;

/** To what type a string is converted once its variables are filled in. */
public enum Cast {
    NONE,
    WHOLE,
    FLOAT,
    /** With the precision of 32 bits. */
    SINGLE,
    FLAG
}
