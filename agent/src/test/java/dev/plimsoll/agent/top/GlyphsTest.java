package dev.plimsoll.agent.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GlyphsTest {

    @Test
    void usesBlocksWhereTheEncodingHasThem() {
        assertThat(Glyphs.in(StandardCharsets.UTF_8)).isEqualTo(Glyphs.UNICODE);
        assertThat(Glyphs.in(StandardCharsets.US_ASCII)).isEqualTo(Glyphs.ASCII);
        assertThat(Glyphs.in(StandardCharsets.ISO_8859_1)).isEqualTo(Glyphs.ASCII);
    }
}
