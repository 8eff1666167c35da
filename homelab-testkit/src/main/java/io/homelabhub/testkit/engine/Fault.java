package io.homelabhub.testkit.engine;

/** What goes wrong with a call, around its effect. Either part may take time, or throw in place of an answer. */
interface Fault {
    /** The call as it would have been. */
    Fault NONE = new Fault() {};

    /**
     * Comes before the effect.
     *
     * @param effect the effect, for a fault that brings it about at another time
     */
    default void before(Call call, Runnable effect) {}

    /** Comes after the effect. */
    default void after(Call call) {}

    /** A fault before the effect alone. */
    @FunctionalInterface
    interface Before extends Fault {
        @Override
        void before(Call call, Runnable effect);
    }

    /** A fault after the effect alone. */
    @FunctionalInterface
    interface After extends Fault {
        @Override
        void after(Call call);
    }
}
