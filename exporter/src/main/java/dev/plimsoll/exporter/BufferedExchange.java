package dev.plimsoll.exporter;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/*
 * Design: Prometheus' handler writes into memory, and what goes out is decided afterwards. So a client that hangs up
 * makes the handler log nothing into the application's java.util.logging, its stack trace in a 500 leaves nobody, and
 * HEAD with gzip works.
 */
final class BufferedExchange extends HttpExchange {
    private final HttpExchange client;
    private final Headers requestHeaders;
    private final URI uri;
    private final Headers responseHeaders = new Headers();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status = -1;

    BufferedExchange(HttpExchange client, Headers requestHeaders, URI uri) {
        this.client = client;
        this.requestHeaders = requestHeaders;
        this.uri = uri;
    }

    byte[] body() {
        return body.toByteArray();
    }

    @Override
    public Headers getRequestHeaders() {
        return requestHeaders;
    }

    @Override
    public Headers getResponseHeaders() {
        return responseHeaders;
    }

    @Override
    public URI getRequestURI() {
        return uri;
    }

    @Override
    public String getRequestMethod() {
        return "GET";
    }

    @Override
    public HttpContext getHttpContext() {
        return client.getHttpContext();
    }

    @Override
    public void close() {
        // the client's exchange is closed by whoever sends the answer
    }

    @Override
    public InputStream getRequestBody() {
        return InputStream.nullInputStream();
    }

    @Override
    public OutputStream getResponseBody() {
        return body;
    }

    @Override
    public void sendResponseHeaders(int code, long length) {
        status = code;
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return client.getRemoteAddress();
    }

    @Override
    public int getResponseCode() {
        return status;
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return client.getLocalAddress();
    }

    @Override
    public String getProtocol() {
        return client.getProtocol();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return null;
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setStreams(@Nullable InputStream in, @Nullable OutputStream out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable HttpPrincipal getPrincipal() {
        return client.getPrincipal();
    }
}
