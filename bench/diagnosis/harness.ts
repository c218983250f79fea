import { once } from 'node:events';
import { createServer, type LookupFunction } from 'node:net';
import { z } from 'zod';
import { openBlackHole } from '../../packages/intercom-sandbox/black-hole.ts';
import { type SimulatedProxy, startProxy } from '../../packages/intercom-sandbox/proxy.ts';
import { type SimulatedIntercom, startIntercom } from '../../packages/intercom-sandbox/start.ts';
import type { Network } from '../../src/intercom/http/network.ts';
import type { IntercomSettings } from '../../src/intercom/triage.ts';
import type { World } from './case.ts';
import { certificateOf, publicAuthority } from './certificates.ts';

/** A running world: where to send requests, and how to stop it. */
export type Stage = { settings: IntercomSettings; intercom: SimulatedIntercom; stop(): Promise<void> };

const token = 'dG9rOmJlbmNoLXRva2VuLTQ3MTE=';
const apiName = 'api.intercom.invalid';
const statusName = 'status.intercom.invalid';

/** Builds a world of real local servers, sockets, and TLS. `now` is UNIX ms, and can move while the world runs. */
export async function build(world: World, timeoutMs: number, now: () => number): Promise<Stage> {
  const throughProxy = world.proxy === undefined ? undefined : 'good';
  const api = certificateOf(world.tls?.api ?? throughProxy);
  const status = certificateOf(world.tls?.status ?? throughProxy);
  const health = certificateOf(world.tls?.health);
  const tls = { ...(api && { api }), ...(status && { status }), ...(health && { health }) };
  const intercom = await startIntercom({ token, now, region: world.region ?? 'us', tls });
  const stops: (() => Promise<void>)[] = [() => intercom.stop()];
  await change(intercom, world);
  const gone = world.without ?? [];
  const settings: IntercomSettings = {
    token: gone.includes('token') ? null : (world.token ?? token),
    region: world.configured ?? 'us',
    apiUrl: gone.includes('api') ? 'no-address' : await apiUrl(world, intercom, stops),
    statusUrl: gone.includes('page') ? 'no-address' : statusUrl(world, intercom),
    healthUrl: gone.includes('health') ? null : intercom.healthUrl,
    timeoutMs: isSlow(world) ? Math.max(timeoutMs, 4_000) : timeoutMs,
    network: await network(world, intercom, stops),
  };
  return { settings, intercom, stop: async () => void (await Promise.all(stops.map((stop) => stop()))) };
}

/** Puts a running world into another state; anything left out is healthy. */
export async function change(intercom: SimulatedIntercom, world: World): Promise<void> {
  const { api = 'healthy', status = 'none', health = { kind: 'ok' } as const } = world;
  await intercom.set({ api, status, health });
}

async function apiUrl(world: World, intercom: SimulatedIntercom, stops: Stage['stop'][]): Promise<string> {
  if (world.proxy !== undefined) return `https://${apiName}`;
  if (world.noName?.includes('api')) return `http://${apiName}`;
  if (world.slowNames !== undefined) return intercom.apiUrl.replace('127.0.0.1', 'api.intercom.test');
  if (world.tls?.api === 'plain') return intercom.apiUrl.replace('http:', 'https:');
  if (world.tls?.api === 'broken') return `https://127.0.0.1:${await openBroken(stops)}`;
  if (world.blackHole !== true) return intercom.apiUrl;
  const hole = await openBlackHole();
  stops.push(() => hole.stop());
  return `http://127.0.0.1:${hole.port}`;
}

function statusUrl(world: World, intercom: SimulatedIntercom): string {
  if (world.proxy !== undefined) return `https://${statusName}`;
  return world.noName?.includes('status') ? `http://${statusName}` : intercom.statusUrl;
}

async function network(world: World, intercom: SimulatedIntercom, stops: Stage['stop'][]): Promise<Network> {
  const base: Network = { proxy: null, roots: [publicAuthority.cert] };
  if (world.slowNames !== undefined) return { ...base, lookup: slowResolver(world.slowNames) };
  if (world.proxy === undefined) return base;
  const mode = world.proxy === 'unreachable' ? ({ kind: 'forwards' } as const) : world.proxy;
  const names = { [apiName]: portOf(intercom.apiUrl), [statusName]: portOf(intercom.statusUrl) };
  const proxy: SimulatedProxy = await startProxy(mode, names);
  if (world.proxy === 'unreachable') await proxy.stop();
  else stops.push(() => proxy.stop());
  return { ...base, proxy: proxy.url };
}

/** Resolves every name to 127.0.0.1, but takes its time. */
function slowResolver(ms: number): LookupFunction {
  return (_name, { all }, done) => {
    const found = { address: '127.0.0.1', family: 4 };
    setTimeout(() => (all ? done(null, [found]) : done(null, found.address, found.family)), ms);
  };
}

/** Accepts connections and resets them as soon as a handshake starts. */
async function openBroken(stops: Stage['stop'][]): Promise<number> {
  const server = createServer((socket) =>
    socket.on('error', () => {}).once('data', () => socket.resetAndDestroy()),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(async () => void server.close());
  return z.object({ port: z.number() }).parse(server.address()).port;
}

const portOf = (url: string) => Number(new URL(url).port);

/** Slow responses are meant to arrive. */
function isSlow(world: World): boolean {
  return world.slowNames !== undefined || JSON.stringify([world.api, world.status]).includes('"slow"');
}
