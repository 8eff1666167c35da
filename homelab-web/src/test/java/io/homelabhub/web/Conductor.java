package io.homelabhub.web;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.engine.Watch;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that the engine in memory and its virtual clock know. A server's threads wait for sockets, which the clock cannot see;
 * so they have their calls made here, one after the other, and between calls the engine's time goes on by itself.
 */
final class Conductor implements EngineProvider, AutoCloseable {
    private static final long BEAT_MILLIS = 10;
    private static final Duration VIRTUAL_BEAT = Duration.ofMillis(100);

    private final FakeEngine engine;
    private final VirtualClock clock;
    private final BlockingQueue<FutureTask<?>> calls = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::conduct, "conductor");

    Conductor(FakeEngine engine, VirtualClock clock) {
        this.engine = engine;
        this.clock = clock;
        thread.setDaemon(true);
        thread.start();
    }

    private void conduct() {
        try {
            while (true) {
                FutureTask<?> call = calls.poll(BEAT_MILLIS, TimeUnit.MILLISECONDS);
                if (call == null) {
                    clock.advance(VIRTUAL_BEAT);
                } else {
                    call.run();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does something to the engine, or asks it. */
    <T> T on(Callable<T> call) {
        try {
            return made(call);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private <T> T made(Callable<T> call) throws Throwable {
        if (Thread.currentThread() == thread) {
            return call.call();
        }
        FutureTask<T> task = new FutureTask<>(call);
        calls.add(task);
        try {
            return task.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineException(Kind.INTERRUPTED, "interrupted while the engine was asked");
        } catch (ExecutionException failed) {
            throw failed.getCause();
        }
    }

    @Override
    public String name() {
        return "conducted";
    }

    @Override
    public Engine open(EngineSettings settings) {
        return conducted(Engine.class, on(() -> engine.provider().open(settings)));
    }

    private <T> T conducted(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> made(() -> {
                    try {
                        Object answer = method.invoke(target, arguments);
                        return answer instanceof Watch watch ? conducted(Watch.class, watch) : answer;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause() instanceof Exception known ? known : new IllegalStateException(failed);
                    }
                })));
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
