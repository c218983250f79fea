import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { buildConnector } from 'undici';
import type { Stage } from '../domain/triage/observation.ts';

/** Where a request is, and the ms that each stage it has left took. */
export type Progress = {
  enter(stage: Stage): void;
  stage(): Stage;
  /** Milliseconds since the request began. */
  elapsed(): number;
  stages(): Partial<Record<Stage, number>>;
};

/** Starts the clock of one request, in stage `dns`. */
export function startProgress(): Progress {
  const began = performance.now();
  const took: Partial<Record<Stage, number>> = {};
  let current: Stage = 'dns';
  let entered = began;
  const leave = () => {
    took[current] = (took[current] ?? 0) + Math.round(performance.now() - entered);
  };
  return {
    enter(stage) {
      if (stage === current) return;
      leave();
      current = stage;
      entered = performance.now();
    },
    stage: () => current,
    elapsed: () => Math.round(performance.now() - began),
    stages: () => ({ ...took, [current]: (took[current] ?? 0) + Math.round(performance.now() - entered) }),
  };
}

/**
 * Connects for undici and reports each stage. undici's own connector hides where it is, so a timeout in DNS, TCP or
 * TLS would look the same. The socket is destroyed when the deadline aborts the signal.
 */
export function stagedConnector(progress: Progress, signal: AbortSignal): buildConnector.connector {
  return ({ hostname, protocol, port, servername }, callback) => {
    const secure = protocol === 'https:';
    const address = { host: hostname, port: Number(port || (secure ? 443 : 80)) };
    if (isIP(hostname) !== 0) progress.enter('connect');
    const socket: Socket = secure
      ? connectTls({
          ...address,
          servername: servername || serverName(hostname),
          ALPNProtocols: ['http/1.1'],
        })
      : connectTcp(address);
    socket.setNoDelay(true);
    socket.once('lookup', (error) => {
      if (error === null) progress.enter('connect');
    });
    if (secure) socket.once('connect', () => progress.enter('tls'));
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      progress.enter('headers');
      callback(null, socket);
    });
    socket.on('error', (error) => {
      if (progress.stage() !== 'headers' && progress.stage() !== 'body') callback(error, null);
    });
    signal.addEventListener('abort', () => socket.destroy(new Error('deadline')), { once: true });
  };
}

/** TLS allows no IP address as server name. */
function serverName(hostname: string): string {
  return isIP(hostname) === 0 ? hostname : '';
}
