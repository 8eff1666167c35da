package io.homelabhub.rotation;

/** Told what a rotation does; what it throws ends the rotation as any failure does. What containers become of is told to the runtime's own listener. */
@FunctionalInterface
public interface RotationListener {
    /** Hears nothing. */
    RotationListener NONE = text -> {};

    /** Something was done; {@code text} holds no secret. On the thread that rotates. */
    void done(String text);
}
