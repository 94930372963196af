package shop;

/**
 * What is for sale.
 *
 * @param id from 1
 * @param name as shown
 * @param cents the price of one
 * @param description a paragraph
 */
record Product(int id, String name, int cents, String description) {

    String json() {
        return "{\"id\":%d,\"name\":\"%s\",\"cents\":%d,\"description\":\"%s\"}"
                .formatted(id, name, cents, description);
    }
}
