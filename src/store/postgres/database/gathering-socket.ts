import { Socket } from 'node:net';

type Written = (error?: Error | null) => void;

/**
 * A connection, still to be made, on which all that is written in one turn is sent by one call to the system: such a call, and
 * waking the server by it, takes longer than most statements.
 */
export function gatheringSocket(): Socket {
  const socket = new Socket();
  let isGathering = false;
  const gather = () => {
    isGathering = true;
    socket.cork();
    process.nextTick(() => {
      isGathering = false;
      socket.uncork();
    });
  };
  // Connecting gives a socket its usual `write`.
  socket.once('connect', () => {
    const write = socket.write.bind(socket);
    socket.write = (given: Uint8Array | string, encoding?: BufferEncoding | Written, written?: Written) => {
      if (!isGathering) gather();
      return typeof encoding === 'function'
        ? write(given, 'utf8', encoding)
        : write(given, encoding, written);
    };
  });
  return socket;
}
