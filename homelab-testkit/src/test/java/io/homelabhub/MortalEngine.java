package io.homelabhub;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** An engine as a process sees it that is gone from a certain change on: no call of it reaches the engine any more. */
final class MortalEngine {
    private final int changes;
    private final boolean lastIsDone;
    private int seen;
    private boolean dead;

    /**
     * @param changes at which of its changes the process dies
     * @param lastIsDone whether that change is made
     */
    MortalEngine(int changes, boolean lastIsDone) {
        this.changes = changes;
        this.lastIsDone = lastIsDone;
    }

    Engine around(Engine engine) {
        return (Engine) Proxy.newProxyInstance(
                Engine.class.getClassLoader(),
                new Class<?>[] {Engine.class},
                (proxy, method, arguments) -> call(engine, method, arguments));
    }

    boolean isDead() {
        return dead;
    }

    private Object call(Engine engine, Method method, Object[] arguments) throws Throwable {
        boolean last = method.getName().equals("perform") && ++seen == changes;
        if (dead || (last && !lastIsDone)) {
            dead = true;
            throw gone();
        }
        try {
            Object answer = method.invoke(engine, arguments);
            if (last) {
                dead = true;
                throw gone();
            }
            return answer;
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private static EngineException gone() {
        return new EngineException(EngineException.Kind.OTHER, "this process is gone");
    }
}
