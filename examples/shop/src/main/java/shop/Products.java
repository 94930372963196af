package shop;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Products, from the cache or else from the database. */
final class Products {

    private final Database database;
    private final Cache<Integer, Product> cache = Caffeine.newBuilder()
            .maximumSize(200)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    Products(Database database) {
        this.database = database;
    }

    Optional<Product> find(int id) throws SQLException {
        @Nullable Product cached = cache.getIfPresent(id);
        if (cached != null) {
            return Optional.of(cached);
        }
        Optional<Product> loaded = database.product(id);
        loaded.ifPresent(product -> cache.put(id, product));
        return loaded;
    }
}
