package dev.plimsoll.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.ManagerId;
import org.junit.jupiter.api.Test;

class ObjectNamesTest {
    @Test
    void quotesOnlyWhatNeedsIt() {
        assertThat(nameOf("orders-db 1")).isEqualTo("dev.plimsoll:type=X,name=orders-db 1");
        assertThat(nameOf("")).isEqualTo("dev.plimsoll:type=X");
        assertThat(nameOf(" edge")).isEqualTo("dev.plimsoll:type=X,name=\" edge\"");
        assertThat(nameOf("edge ")).isEqualTo("dev.plimsoll:type=X,name=\"edge \"");
        assertThat(nameOf("a*")).isEqualTo("dev.plimsoll:type=X,name=\"a\\*\"");
        assertThat(nameOf("a\nb")).isEqualTo("dev.plimsoll:type=X,name=\"a\\nb\"");
    }

    private static String nameOf(String name) {
        return ObjectNames.of(new ManagerId("X", name)).toString();
    }
}
