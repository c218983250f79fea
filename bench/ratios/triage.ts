import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { request } from 'undici';
import { runTriage } from '../../src/intercom/triage.ts';
import { median, ms, type Row, timed } from './figures.ts';

const run = promisify(execFile);

/** How long every endpoint takes to respond, ms. */
const answersAfterMs = 200;

/** The five requests of the plain runbook, one after the other, as someone would paste them. */
const runbookScript = `
curl -s -o /dev/null -w '%{http_code}' -H "Authorization: Bearer $TOKEN" "$API/me"
curl -s "$STATUS/api/v2/status.json" > /dev/null
curl -s "$STATUS/api/v2/incidents/unresolved.json" > /dev/null
curl -s -D - -o /dev/null -H "Authorization: Bearer $TOKEN" "$API/me" > /dev/null
curl -s "$HEALTH" > /dev/null
`;

/** A whole triage compared with the slowest of its probes, and with the runbook's script. */
export async function measureTriage(rounds: number): Promise<Row[]> {
  const server = await startSlowServer();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = {
    token: 'bench-token',
    region: 'us',
    apiUrl: url,
    statusUrl: url,
    healthUrl: `${url}/health`,
    timeoutMs: 5_000,
    network: {},
  } as const;
  const env = { ...process.env, TOKEN: 'bench-token', API: url, STATUS: url, HEALTH: `${url}/health` };
  const measured = { ours: [] as number[], probe: [] as number[], script: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const ours = await timed(() => runTriage(settings, Date.now));
    const probe = await timed(async () => (await request(`${url}/me`)).body.text());
    const script = await timed(() => run('bash', ['-c', runbookScript], { env }));
    if (round === 0) continue;
    measured.ours.push(ours);
    measured.probe.push(probe);
    measured.script.push(script);
  }
  server.closeAllConnections();
  server.close();
  const ours = median(measured.ours);
  return [
    {
      what: 'triage, every endpoint answering in 200 ms',
      ours: ms(ours),
      against: `its slowest probe alone: ${ms(median(measured.probe))}`,
      ratio: ours / median(measured.probe),
      target: { atMost: 1.15 },
    },
    {
      what: 'triage, every endpoint answering in 200 ms',
      ours: ms(ours),
      against: `the runbook script: ${ms(median(measured.script))}`,
      ratio: ours / median(measured.script),
      target: { atMost: 0.25 },
    },
  ];
}

async function startSlowServer(): Promise<Server> {
  const server = createServer((incoming, response) => {
    incoming.resume();
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"type":"admin","status":"ok"}');
    }, answersAfterMs);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
