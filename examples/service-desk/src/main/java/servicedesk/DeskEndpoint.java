package servicedesk;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.time.Duration;

/** The WebSocket at {@code /desk/<technician>}. */
final class DeskEndpoint extends Endpoint {

    private static final String PATH = "/desk/{technician}";

    /** How long the container lets one blocking send take, such as a ping to a peer that does not read; 20 s by itself. */
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(2);

    /** How long the container keeps a closed socket for the peer's own closing frame; 30 s by itself. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Reception reception;

    private DeskEndpoint(Reception reception) {
        this.reception = reception;
    }

    static ServerEndpointConfig configuration(Reception reception) {
        return ServerEndpointConfig.Builder.create(DeskEndpoint.class, PATH)
                .configurator(new ServerEndpointConfig.Configurator() {
                    @Override
                    public <T> T getEndpointInstance(Class<T> type) {
                        return type.cast(new DeskEndpoint(reception));
                    }
                })
                .build();
    }

    @Override
    public void onOpen(Session socket, EndpointConfig config) {
        socket.getUserProperties().put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", SEND_TIMEOUT.toMillis());
        socket.getUserProperties().put("org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT", CLOSE_TIMEOUT.toMillis());
        Technician technician = reception.admit(socket.getPathParameters().getOrDefault("technician", ""), socket);
        if (technician != null && technician.isConnected()) {
            socket.addMessageHandler(String.class, technician::hear);
            socket.addMessageHandler(PongMessage.class, pong -> technician.alive());
        }
    }

    @Override
    public void onClose(Session socket, CloseReason reason) {
        reception.gone(socket, reason.getCloseCode());
    }

    /** Whatever broke, the container closes the socket next; but it may take its time. */
    @Override
    public void onError(Session socket, Throwable failure) {
        reception.gone(socket, CloseCodes.CLOSED_ABNORMALLY);
    }
}
