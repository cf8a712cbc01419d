import CMosquitto
import Glibc

extension MosquittoClient {
    /// Has the library leave its news in the mailbox that was given to `mosquitto_new`.
    static func installCallbacks(on handle: OpaquePointer) {
        unsafe mosquitto_connect_v5_callback_set(handle) { _, context, reason, _, _ in
            unsafe mailbox(context).notes.append(.connected(reason: reason))
        }
        unsafe mosquitto_disconnect_v5_callback_set(handle) { _, context, code, _ in
            let systemError = errno
            unsafe mailbox(context).notes.append(.disconnected(code: code, systemError: systemError))
        }
        unsafe mosquitto_publish_v5_callback_set(handle) { _, context, identifier, reason, _ in
            unsafe mailbox(context).notes.append(.delivered(messageIdentifier: identifier, reason: reason))
        }
        unsafe mosquitto_subscribe_v5_callback_set(handle) { _, context, identifier, count, granted, _ in
            let qualities = unsafe Array(UnsafeBufferPointer(start: granted, count: Int(count)))
            unsafe mailbox(context).notes.append(.granted(messageIdentifier: identifier, qualities: qualities))
        }
        unsafe mosquitto_message_v5_callback_set(handle) { _, context, message, _ in
            guard let message = unsafe message?.pointee, let topic = unsafe message.topic else { return }
            let payload = unsafe UnsafeRawBufferPointer(start: message.payload, count: Int(message.payloadlen))
            // It may hold the address of somebody who agrees: the library frees it as it is.
            defer { if let start = unsafe message.payload { unsafe explicit_bzero(start, payload.count) } }
            guard unsafe payload.count <= mailbox(context).largestPayload else { return }
            unsafe mailbox(context).notes.append(
                .message(topic: String(cString: topic), payload: Array(payload), isRetained: message.retain))
        }
        unsafe mosquitto_log_callback_set(handle) { _, context, level, line in
            guard level == MOSQ_LOG_ERR, let line = unsafe line else { return }
            unsafe mailbox(context).lastErrorLine = String(cString: line)
        }
    }
}

private func mailbox(_ context: UnsafeMutableRawPointer?) -> ClientMailbox {
    guard let context = unsafe context else { preconditionFailure("a handle is made with its mailbox") }
    return unsafe Unmanaged<ClientMailbox>.fromOpaque(context).takeUnretainedValue()
}
