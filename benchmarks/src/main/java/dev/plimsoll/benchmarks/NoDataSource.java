package dev.plimsoll.benchmarks;

import java.io.PrintWriter;
import java.sql.Connection;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source of connections to nowhere; public because Agroal makes it by reflection. */
public final class NoDataSource implements DataSource {
    /** Makes one. */
    public NoDataSource() {}

    @Override
    public Connection getConnection() {
        return NoConnection.open();
    }

    @Override
    public Connection getConnection(String user, String password) {
        return NoConnection.open();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return type.cast(this);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
