package io.homelabhub.docker;

import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The machine's default TLS context, made when somebody asks it for something. A transport on a socket file takes a context and
 * asks nothing of it (one before docker-java 3.5 does ask, and forgets the answer); making it takes 60 ms.
 */
final class LazyTls extends SSLContextSpi {
    private LazyTls() {}

    static SSLContext context() {
        return new Context(new LazyTls());
    }

    private static SSLContext made() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("this Java has no TLS", broken);
        }
    }

    @Override
    protected void engineInit(
            KeyManager @Nullable [] keys, TrustManager @Nullable [] authorities, @Nullable SecureRandom random)
            throws KeyManagementException {
        throw new KeyManagementException("the default context is there already");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        return made().getSocketFactory();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        return made().getServerSocketFactory();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        return made().createSSLEngine();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
        return made().createSSLEngine(host, port);
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        return made().getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        return made().getClientSessionContext();
    }

    private static final class Context extends SSLContext {
        Context(LazyTls spi) {
            super(spi, null, "TLS");
        }
    }
}
