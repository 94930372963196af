package dev.plimsoll.agent.docs;

import static dev.plimsoll.agent.docs.Page.code;

import dev.plimsoll.agent.config.Keys;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Every key of the agent's configuration, from the table that the agent itself reads. */
class ConfigurationPageTest {
    @Test
    void isUpToDate() throws IOException {
        Page page = new Page(
                "Configuration",
                "Every key of the agent's configuration. The same key can be written in four places; the first that has it wins:\n\n"
                        + "1. a system property, `-Dplimsoll.http.port=9500`\n"
                        + "2. the environment, `PLIMSOLL_HTTP_PORT=9500`\n"
                        + "3. the agent's argument, `-javaagent:plimsoll-agent.jar=http.port=9500,banner=off`\n"
                        + "4. a YAML file whose path is the argument, `-javaagent:plimsoll-agent.jar=plimsoll.yaml`:\n\n"
                        + "       http:\n"
                        + "         port: 9500\n"
                        + "       policy:\n"
                        + "         default: observe\n"
                        + "         ConnectionPool/orders: full\n\n"
                        + "A value that cannot be is one line in the agent's log that names it and what would be right, and the default\n"
                        + "holds; so is a key that is not known, with the nearest that is. The application runs on in any case.");
        page.tableHead("key", "what it is", "values", "default");
        Keys.all()
                .forEach(key ->
                        page.row(code(key.name()), key.help(), key.type().description(), code(key.defaultValue())));
        page.assertUpToDate("configuration.md");
    }
}
