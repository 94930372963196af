package dev.plimsoll.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ParsingTest {

    private static final String EXPOSITION = """
            # TYPE plimsoll_connection_pool_active_connections gauge
            plimsoll_connection_pool_active_connections{name="other"} 9.0
            plimsoll_connection_pool_active_connections{name="shop"} 3.0
            plimsoll_connection_pool_idle_connections{name="shop"} 7.0
            plimsoll_connection_pool_total_connections{name="shop"} 10.0
            plimsoll_connection_pool_waiting_threads{name="shop"} 0.0
            """;

    @Test
    void readsAScrape() throws Exception {
        assertThat(ScrapedPool.parse(EXPOSITION)).isEqualTo(new Reading(3, 7, 10, 0));
    }

    @Test
    void missesASample() {
        String without = EXPOSITION.replaceAll("(?m)^.*waiting.*\n", "");

        assertThatThrownBy(() -> ScrapedPool.parse(without))
                .isInstanceOf(NoAnswerException.class)
                .hasMessage("no sample plimsoll_connection_pool_waiting_threads{name=\"shop\"}");
    }

    @Test
    void readsTheHealthPage() throws Exception {
        String json = """
                {"pool":{"name":"shop","active":1,"idle":2,"total":3,"waiting":4},"sessions":5,"orders":6}""";

        assertThat(Health.parse(json)).isEqualTo(new Health(new Reading(1, 2, 3, 4), 5, 6));
        assertThatThrownBy(() -> Health.parse("{}")).isInstanceOf(NoAnswerException.class);
    }
}
