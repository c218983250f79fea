/*
 * Loaded into an app before its own code (`node --require`): what it opens to slack.com is opened to the sandbox at
 * SLACK_SANDBOX_URL, in the clear. Everything in Node that speaks HTTPS (`https`, `fetch`, undici, axios, got, ws)
 * comes through `tls.connect`, so that is the one place. CommonJS, so that every Node and every app can load it.
 */
'use strict';

const { syncBuiltinESMExports } = require('node:module');
const net = require('node:net');
const tls = require('node:tls');

const { hostname, port } = new URL(process.env.SLACK_SANDBOX_URL ?? 'http://127.0.0.1:0');
const connectSecurely = tls.connect;

/** Whether a host is Slack's: its API, its files, its hooks. */
function isSlack(host) {
  return host === 'slack.com' || host.endsWith('.slack.com');
}

/* `connect(options)`, `connect(port, host)` and `connect(port, options)`, each with a listener at the end. */
function readArguments(given) {
  const [first, second, third] = given;
  const options = [first, second, third].find((value) => value !== null && typeof value === 'object') ?? {};
  const named = typeof second === 'string' ? second : undefined;
  const listener = given.find((value) => typeof value === 'function');
  return { host: String(options.servername || options.host || named || ''), options, listener };
}

/** A connection to the sandbox that looks, to whoever opened it, like a finished handshake with Slack. */
function connectToSandbox({ options, listener }) {
  // Through a proxy somebody has opened a connection already; it is not needed.
  options.socket?.destroy?.();
  const socket = net.connect({ host: hostname, port: Number(port) });
  Object.assign(socket, {
    encrypted: true,
    authorized: true,
    authorizationError: null,
    alpnProtocol: false,
    servername: 'slack.com',
    getPeerCertificate: () => ({}),
    getCipher: () => ({}),
    getProtocol: () => 'TLSv1.3',
    getSession: () => undefined,
    isSessionReused: () => false,
  });
  if (listener !== undefined) socket.once('secureConnect', listener);
  socket.once('connect', () => socket.emit('secureConnect'));
  return socket;
}

tls.connect = function connect(...given) {
  const asked = readArguments(given);
  return isSlack(asked.host) ? connectToSandbox(asked) : connectSecurely.apply(this, given);
};
syncBuiltinESMExports();
