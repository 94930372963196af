package dev.plimsoll.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void spellsANameForEachView() {
        assertThat(Names.snakeCase("idleTimeout")).isEqualTo("idle_timeout");
        assertThat(Names.snakeCase("ConnectionPool")).isEqualTo("connection_pool");
        assertThat(Names.snakeCase("JDBCPool2Size")).isEqualTo("jdbc_pool2_size");
        assertThat(Names.upperCamelCase("idleTimeout")).isEqualTo("IdleTimeout");
        assertThat(Names.headline("idleTimeout")).isEqualTo("Idle Timeout");
        assertThat(Unit.SECONDS.appendTo("idleTimeout")).isEqualTo("idleTimeoutSeconds");
        assertThat(Unit.BYTES.appendTo("idleBytes")).isEqualTo("idleBytes");
        assertThat(Unit.NONE.appendTo("served")).isEqualTo("served");
    }

    @Test
    void refusesWhatIsNoCamelCaseName() {
        for (String bad : new String[] {"", "Idle", "idle timeout", "idle_timeout", "0idle", "größe"}) {
            assertThatThrownBy(() -> Names.requireCamelCase(bad, "setting"))
                    .hasMessageContaining("'" + bad + "'")
                    .hasMessageContaining("idleTimeout");
        }
    }
}
